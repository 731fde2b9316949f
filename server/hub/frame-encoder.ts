import type { Buffer } from 'node:buffer';
import { ColumnFrames } from './column-frames.js';
import type { FeedForm, FrameContent, FrameForm } from './frame-form.js';
import { JsonFrames } from './json-frames.js';
import { messageFrame } from './socket-frame.js';
import type { ViewSet } from './view-sets.js';

/** Who is to get a frame. */
export interface FrameTaker {
  readonly form: FeedForm;
  /** Tick that it is to be brought from to the current one. */
  readonly lastSeq: number;
  /** The same for all who are to get the same frame; undefined for one of its own. */
  readonly viewSet: ViewSet | undefined;
}

/** Writes the update frames of one tick; what several viewers share is encoded once. */
export class FrameEncoder<T extends FrameTaker> {
  readonly #boot: string;
  readonly #forms: Readonly<Record<FeedForm, FrameForm>>;
  readonly #contentFor: (taker: T) => FrameContent;
  readonly #aheadTicks: number;
  #seq = 0;

  /**
   * @param boot tells this run of the server, or of all that show the same, from others in resume tokens
   * @param aheadTicks how far others that show the same may be ahead
   */
  constructor(boot: string, contentFor: (taker: T) => FrameContent, aheadTicks = 0) {
    this.#boot = boot;
    this.#aheadTicks = aheadTicks;
    this.#contentFor = contentFor;
    this.#forms = { json: new JsonFrames(`${boot}.`), binary: new ColumnFrames(`${boot}.`) };
  }

  /** Starts tick `seq`. */
  begin(seq: number): void {
    this.#seq = seq;
    this.#forms.json.begin();
    this.#forms.binary.begin();
  }

  /** The tick that a resume token stands for; `foreign` if it is not one of this run. */
  readToken(token: string): number | 'foreign' {
    const [boot, seq = ''] = token.split('.');
    if (boot !== this.#boot || !/^\d{1,15}$/.test(seq)) return 'foreign';
    return Number(seq) <= this.#newest() ? Number(seq) : 'foreign';
  }

  /** The newest tick that anybody can have seen; before the first one here it is not known where the others are. */
  #newest(): number {
    return this.#seq === 0 && this.#aheadTicks > 0 ? Infinity : this.#seq + this.#aheadTicks;
  }

  /**
   * One frame that brings a viewer to the current tick, in its form, as it goes over the socket.
   * @param always whether there is to be one although nothing has changed
   * @returns undefined where no view has changed and nobody gave a command, unless `always`
   */
  frame(taker: T, always: boolean): Buffer | undefined {
    const { viewSet, form, lastSeq: from } = taker;
    const last = viewSet?.last[form];
    if (last?.seq === this.#seq && last.from === from && last.always === always) return last.frame;
    const payload = this.#forms[form].encode({ seq: this.#seq, from }, this.#contentFor(taker), always);
    const frame = payload === undefined ? undefined : messageFrame(payload, form === 'binary');
    // Who has a set to itself shares nothing, and would only hold memory.
    if (viewSet !== undefined && viewSet.viewers > 1)
      viewSet.last[form] = { seq: this.#seq, from, always, frame };
    return frame;
  }
}
