import * as v from 'valibot';
import { BitReader } from './bit-reader.js';
import type { Bits, BitWriter } from './bit-writer.js';
import { clockOn, isClockLine, type ClockLine, type ClockStep } from './clock-line.js';
import { UpdateReader, type ColumnUpdate } from './column-update.js';
import { ControlNoticeSchema, type Update } from './server-messages.js';
import { ClockSchema, TimelineInfoSchema } from './timeline-info.js';
import { parseWith } from './validation.js';
import { ViewLayoutSchema } from './view-layout.js';

/** First byte of a frame; another form would have another. */
const FORM = 1;
const HAS_TEXT = 128;

/** What a frame says in words, where there is any of it to say. */
const FrameTextSchema = v.object({
  /** The resume token of a frame is this and its `seq`. */
  resume: v.optional(v.string()),
  /** The views of the connection from now on, in the order of their updates. */
  views: v.optional(v.array(ViewLayoutSchema)),
  /** Lines of clocks that are on another one than before. */
  clock: v.optional(v.record(v.string(), ClockSchema)),
  control: v.optional(v.array(ControlNoticeSchema)),
  timelines: v.optional(v.array(TimelineInfoSchema)),
});

export type FrameText = v.InferOutput<typeof FrameTextSchema>;

export interface FrameParts {
  readonly seq: number;
  readonly from: number;
  readonly text: FrameText | undefined;
  /** Of each timeline, in the order in which the views first name them. */
  readonly clocks: readonly ClockStep[];
  /** Of each view what its update was written as; undefined: it has none. */
  readonly updates: readonly (Bits | undefined)[];
}

/**
 *     frame  form:7 text:1 seq (seq − from) [text] clock … view …, zeros to the end of the byte
 *     clock  (wall clock since the line's) (playhead since where the line has it) (playhead less watermark)
 *     view   changed:1 [update]
 */
export function writeFrame(bits: BitWriter, { seq, from, text, clocks, updates }: FrameParts): void {
  bits.bits(text === undefined ? FORM : FORM | HAS_TEXT, 8);
  bits.varint(seq);
  bits.varint(seq - from);
  if (text !== undefined) bits.json(text);
  for (const { now, time, lag } of clocks) {
    bits.signedVarint(now);
    bits.signedGamma(time);
    bits.signedGamma(lag);
  }
  for (const update of updates) {
    bits.bit(update !== undefined);
    if (update !== undefined) bits.append(update);
  }
}

/** An `update` whose views are in columns. */
export interface ColumnFrame extends Omit<Update, 'type' | 'views'> {
  readonly views: ReadonlyMap<string, ColumnUpdate>;
}

/** Reads the binary frames of one connection, in order: each builds on those before. */
export class FrameReader {
  #resume = '';
  #views: UpdateReader[] = [];
  /** Clock lines by timeline. */
  readonly #lines = new Map<string, ClockLine>();

  /** @throws ProblemError `bad-message`; the reader is of no use any more then */
  read(bytes: Uint8Array): ColumnFrame {
    const bits = new BitReader(bytes);
    const form = bits.bits(8);
    if (form % HAS_TEXT !== FORM) bits.fail(`form ${FORM}`, `${form % HAS_TEXT}`);
    const seq = bits.varint();
    const from = seq - bits.varint();
    const text = form >= HAS_TEXT ? parseWith(FrameTextSchema, bits.json(), 'bad-message') : {};
    this.#learn(bits, text);
    const clock = this.#readClocks(bits);
    const views = this.#readViews(bits);
    bits.end();
    const { control, timelines } = text;
    return {
      seq,
      from,
      clock,
      ...(control === undefined ? {} : { control }),
      ...(timelines === undefined ? {} : { timelines }),
      resume: `${this.#resume}${seq}`,
      views,
    };
  }

  #learn(bits: BitReader, { resume, views, clock }: FrameText): void {
    this.#resume = resume ?? this.#resume;
    for (const [name, line] of Object.entries(clock ?? {})) {
      if (!isClockLine(line)) bits.fail(`clock.${name} with now and anchor`, 'one without');
      this.#lines.set(name, line);
    }
    if (views === undefined) return;
    const known = new Map(this.#views.map((view) => [view.layout.id, view]));
    this.#views = views.map((layout) => {
      const view = known.get(layout.id) ?? new UpdateReader(layout);
      view.layout = layout;
      return view;
    });
  }

  #readClocks(bits: BitReader): Update['clock'] {
    const clocks: Update['clock'] = {};
    for (const name of new Set(this.#views.map(({ layout }) => layout.timeline))) {
      const line = this.#lines.get(name);
      if (line === undefined) bits.fail(`the clock of ${name}`, 'none yet');
      const [now, time, lag] = [bits.signedVarint(), bits.signedGamma(), bits.signedGamma()];
      clocks[name] = clockOn(line, { now, time, lag });
    }
    return clocks;
  }

  #readViews(bits: BitReader): Map<string, ColumnUpdate> {
    const views = new Map<string, ColumnUpdate>();
    for (const view of this.#views) if (bits.bit()) views.set(view.layout.id, view.read(bits));
    return views;
  }
}
