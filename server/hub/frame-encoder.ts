import type { ClockState, TimelineInfo } from '../../protocol/timeline-info.js';
import type { ControlNotice, ViewUpdate } from '../../protocol/server-messages.js';
import type { ViewHandle } from '../timelines/timeline.js';
import { textFrame } from './socket-frame.js';
import type { ViewSet } from './view-sets.js';

/** One view in a frame: the viewer's own name for it, and the tick up to which the viewer has it. */
export interface FrameView {
  readonly id: string;
  readonly view: ViewHandle;
  readonly from: number;
  /** Why this view starts afresh, where that is not for the view itself to know. */
  readonly reason?: NonNullable<ViewUpdate['reason']> | undefined;
}

/** What a frame tells besides its number. */
export interface FrameContent {
  readonly clocks: () => Readonly<Record<string, ClockState>>;
  readonly views: readonly FrameView[];
  /** Those that have become other ones since. */
  readonly timelines: readonly TimelineInfo[];
  /** Commands given since the frame that the viewer has. */
  readonly notices: readonly ControlNotice[];
}

/** More ticks than a server lives: with a view's number, one number says what a fragment is of. */
const TICKS = 2 ** 32;

/** Writes the update frames of one tick; what several viewers share is encoded once. */
export class FrameEncoder {
  readonly #boot: string;
  readonly #fragments = new Map<number, string | undefined>();
  #seq = 0;

  /** @param boot tells this run of the server from others in resume tokens */
  constructor(boot: string) {
    this.#boot = boot;
  }

  /** Starts tick `seq`. */
  begin(seq: number): void {
    this.#seq = seq;
    this.#fragments.clear();
  }

  /** Token that brings a viewer who took the frame of tick `seq` back to it. */
  resumeToken(seq: number): string {
    return `${this.#boot}.${seq}`;
  }

  /** The tick a token stands for; `foreign` if it is not one of this run. */
  readToken(token: string): number | 'foreign' {
    const [boot, seq] = token.split('.');
    return boot === this.#boot && /^\d{1,15}$/.test(seq ?? '') && Number(seq) <= this.#seq
      ? Number(seq)
      : 'foreign';
  }

  /** A view's changes since a tick as JSON; undefined if there are none. */
  #fragment(view: FrameView): string | undefined {
    if (view.reason !== undefined) {
      return JSON.stringify({ ...view.view.changesSince(0)!, reason: view.reason });
    }
    const key = view.view.number * TICKS + (this.#seq - view.from);
    if (!this.#fragments.has(key)) {
      const update = view.view.changesSince(view.from);
      this.#fragments.set(key, update === undefined ? undefined : JSON.stringify(update));
    }
    return this.#fragments.get(key);
  }

  /**
   * One frame that brings a viewer from tick `from` to the current one, as it goes over the socket.
   * @param set the same for viewers who are to get the same frame; undefined for one of its own
   * @returns undefined where no view has changed and nobody gave a command, unless `always`
   */
  frame(
    from: number,
    content: () => FrameContent,
    always: boolean,
    set: ViewSet | undefined,
  ): Buffer | undefined {
    const last = set?.last;
    if (last?.seq === this.#seq && last.from === from && last.always === always) return last.frame;
    const payload = this.#encode(from, content(), always);
    const frame = payload === undefined ? undefined : textFrame(payload);
    // Who has a set to itself shares nothing, and would only hold memory.
    if (set !== undefined && set.viewers > 1) set.last = { seq: this.#seq, from, always, frame };
    return frame;
  }

  #encode(
    from: number,
    { clocks, views, timelines, notices }: FrameContent,
    always: boolean,
  ): Buffer | undefined {
    const parts: string[] = [];
    for (const view of views) {
      const fragment = this.#fragment(view);
      if (fragment !== undefined) parts.push(`${JSON.stringify(view.id)}:${fragment}`);
    }
    if (parts.length + notices.length + timelines.length === 0 && !always) return undefined;
    const clock = JSON.stringify(clocks());
    const control = notices.length === 0 ? '' : `"control":${JSON.stringify(notices)},`;
    const became = timelines.length === 0 ? '' : `"timelines":${JSON.stringify(timelines)},`;
    const resume = this.resumeToken(this.#seq);
    return Buffer.from(
      `{"type":"update","seq":${this.#seq},"from":${from},"clock":${clock},${control}${became}"resume":"${resume}",` +
        `"views":{${parts.join(',')}}}`,
    );
  }
}
