import { BitWriter, type Bits } from '../../protocol/bit-writer.js';
import { writeFrame, type FrameText } from '../../protocol/column-frame.js';
import { UpdateWriter } from '../../protocol/column-update.js';
import type { Timeline } from '../timelines/timeline.js';
import { ClockLines } from './clock-lines.js';
import { Fragments } from './fragments.js';
import type { FrameContent, FrameForm, FrameSpan, FrameView } from './frame-form.js';

/** Frames in columns of bits, as protocol/column-frame.ts has them. */
export class ColumnFrames implements FrameForm {
  readonly #resume: string;
  /** Of views that a viewer knows, and of those that are new to it. */
  readonly #known = new Fragments<Bits>();
  readonly #new = new Fragments<Bits>();
  readonly #lines = new ClockLines();
  readonly #updateWriter = new UpdateWriter();
  readonly #bits = new BitWriter();

  /** @param resume what a resume token begins with */
  constructor(resume: string) {
    this.#resume = resume;
  }

  begin(): void {
    this.#known.clear();
    this.#new.clear();
  }

  encode(span: FrameSpan, content: FrameContent, always: boolean): Buffer | undefined {
    const { seq, from } = span;
    const { views } = content;
    const updates = views.map((view) => this.#update(view, seq));
    const tells = content.notices.length + content.timelines.length > 0;
    if (!tells && !always && updates.every((update) => update === undefined)) return undefined;
    const isAnew = content.hasOtherViews || content.timelines.length > 0;
    const shown = timelinesOf(views);
    const clocks = shown.map((timeline) => this.#lines.read(timeline, seq));
    const lines = shown.filter((timeline) => isAnew || this.#lines.changedSince(timeline, from));
    const text: FrameText = {
      ...(from === 0 ? { resume: this.#resume } : {}),
      ...(isAnew ? { views: views.map(({ id, view }) => ({ id, ...view.layout() })) } : {}),
      ...(lines.length === 0 ? {} : { clock: this.#lines.of(lines) }),
      ...(content.notices.length === 0 ? {} : { control: [...content.notices] }),
      ...(content.timelines.length === 0 ? {} : { timelines: [...content.timelines] }),
    };
    const hasText = Object.keys(text).length > 0;
    this.#bits.clear();
    writeFrame(this.#bits, { ...span, text: hasText ? text : undefined, clocks, updates });
    const { buffer, byteOffset, byteLength } = this.#bits.whole();
    return Buffer.from(buffer, byteOffset, byteLength);
  }

  #update(view: FrameView, seq: number): Bits | undefined {
    if (view.reason !== undefined) return this.#write(view);
    const fragments = view.isNew ? this.#new : this.#known;
    return fragments.of(view.view.number, seq - view.from, () => this.#write(view));
  }

  #write({ view, from, isNew, reason }: FrameView): Bits | undefined {
    this.#bits.clear();
    const since = reason === undefined ? from : 0;
    return view.writeColumnsSince(since, { isNew, reason }, this.#updateWriter, this.#bits)
      ? this.#bits.copy()
      : undefined;
  }
}

/** The timelines of the views, in the order in which these first name them. */
function timelinesOf(views: readonly FrameView[]): Timeline[] {
  return [...new Set(views.map(({ timeline }) => timeline))];
}
