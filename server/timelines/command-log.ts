import type { ControlNotice } from '../../protocol/server-messages.js';

/** More than two presenters give within the time that a viewer may lag. */
const NOTICES_KEPT = 100;

/** The last commands that a timeline was given, for all who watch it: who did what, in which order, since which tick. */
export class CommandLog {
  readonly #notices: ControlNotice[] = [];

  /** Notes a command and returns its number. */
  add(notice: Omit<ControlNotice, 'order'>): number {
    const order = (this.#notices.at(-1)?.order ?? 0) + 1;
    this.#notices.push({ ...notice, order });
    if (this.#notices.length > NOTICES_KEPT) this.#notices.shift();
    return order;
  }

  /** Commands whose effect shows after tick `from`. */
  since(from: number): ControlNotice[] {
    return this.#notices.filter(({ seq }) => seq > from);
  }
}
