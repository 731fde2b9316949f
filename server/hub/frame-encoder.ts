import type { Buffer } from 'node:buffer';
import { ColumnFrames } from './column-frames.js';
import type { FeedForm, FrameContent, FrameForm } from './frame-form.js';
import { JsonFrames } from './json-frames.js';
import { messageFrame } from './socket-frame.js';
import type { ViewSet } from './view-sets.js';

/** Which frame a viewer is to get. */
export interface FrameRequest {
  readonly form: FeedForm;
  /** Tick that the viewer is brought from to the current one. */
  readonly from: number;
  readonly content: () => FrameContent;
  /** Whether there is to be one although nothing has changed. */
  readonly always: boolean;
  /** The same for viewers who are to get the same frame; undefined for one of its own. */
  readonly set: ViewSet | undefined;
}

/** Writes the update frames of one tick; what several viewers share is encoded once. */
export class FrameEncoder {
  readonly #boot: string;
  readonly #forms: Readonly<Record<FeedForm, FrameForm>>;
  #seq = 0;

  /** @param boot tells this run of the server from others in resume tokens */
  constructor(boot: string) {
    this.#boot = boot;
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
    const [boot, seq] = token.split('.');
    return boot === this.#boot && /^\d{1,15}$/.test(seq ?? '') && Number(seq) <= this.#seq
      ? Number(seq)
      : 'foreign';
  }

  /**
   * One frame that brings a viewer to the current tick, in its form, as it goes over the socket.
   * @returns undefined where no view has changed and nobody gave a command, unless `always`
   */
  frame({ form, from, content, always, set }: FrameRequest): Buffer | undefined {
    const seq = this.#seq;
    const last = set?.last[form];
    if (last?.seq === seq && last.from === from && last.always === always) return last.frame;
    const payload = this.#forms[form].encode({ seq, from }, content(), always);
    const frame = payload === undefined ? undefined : messageFrame(payload, form === 'binary');
    // Who has a set to itself shares nothing, and would only hold memory.
    if (set !== undefined && set.viewers > 1) set.last[form] = { seq, from, always, frame };
    return frame;
  }
}
