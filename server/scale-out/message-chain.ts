import type { MsgHdrs } from '@nats-io/transport-node';
import { ProblemError } from '../../protocol/errors.js';

/** Header of a message: number and id of one that its publisher knows the servers to have, in the same subject. */
export const AFTER_HEADER = 'Tradewall-After';

/** JetStream's header of the id that a message is known by. */
const ID_HEADER = 'Nats-Msg-Id';

/** Messages that are remembered: a publisher refers to what was acknowledged last, so to one of a moment ago. */
const REMEMBERED = 4_096;

/** A message that the servers have acknowledged. */
export interface Acknowledged {
  readonly seq: number;
  readonly id: string;
}

export function afterHeader({ seq, id }: Acknowledged): string {
  return `${seq} ${id}`;
}

/**
 * Tells whether a reader is shown all messages of a subject. Their numbers have gaps, as those of the stream are shared with
 * other subjects, so each names one that was acknowledged before it: it must have been read, under that number.
 */
export class MessageChain {
  readonly #subject: string;
  readonly #published: number;
  /** Ids of messages that were read, by their numbers, in order; empty where they have none. */
  readonly #ids = new Map<number, string>();
  #oldest = Infinity;
  #last = 0;

  /** @param published number of a message that was read before, by whoever: it is there, unless all before it are gone too */
  constructor(subject: string, published: number) {
    this.#subject = subject;
    this.#published = published;
  }

  /** The last message that was read; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** Notes the next message. @throws ProblemError `store-damaged` where one before it was not shown */
  note(seq: number, headers: MsgHdrs | undefined): void {
    const isPast = this.#last < this.#published && seq > this.#published;
    if (isPast && this.#last > 0) throw this.missing(this.#published);
    this.#checkAfter(headers?.get(AFTER_HEADER) ?? '');
    this.#remember(seq, headers?.get(ID_HEADER) ?? '');
  }

  #checkAfter(after: string): void {
    const [number, id] = after.split(' ');
    const expected = Number(number);
    // What is older than all that is remembered is known by nobody: nothing is said of it.
    if (after === '' || expected < this.#oldest || this.#ids.get(expected) === id) return;
    throw this.missing(expected);
  }

  #remember(seq: number, id: string): void {
    this.#ids.set(seq, id);
    this.#last = seq;
    if (this.#ids.size > REMEMBERED) this.#ids.delete(this.#oldest);
    for (this.#oldest of this.#ids.keys()) break;
  }

  /** The problem of a message that should have been read. */
  missing(seq: number): ProblemError {
    const message =
      `${this.#subject}: expected the message ${seq}, which was acknowledged, got up to ${this.#last} without it; the server that ` +
      'they are read from does not have it. They are read again from another; where none has it, see docs/scale-out.md';
    return new ProblemError({ code: 'store-damaged', field: this.#subject, message });
  }
}
