import { randomBytes } from 'node:crypto';
import { digestOf } from './token-file.js';
import type { Identity } from './roles.js';

/** How long a ticket holds: enough for a page to load and connect. */
export const TICKET_SECONDS = 300;

/** Tickets in force at most; the oldest goes first. */
const MOST_TICKETS = 100_000;

/** Short-lived stand-ins for tokens, for browsers, whose WebSockets can't send a token but in the address. */
export class Tickets {
  readonly #now: () => number;
  readonly #tickets = new Map<string, { readonly identity: Identity; readonly until: number }>();

  /** @param now wall clock, epoch ms */
  constructor(now: () => number) {
    this.#now = now;
  }

  issue(identity: Identity): string {
    this.#forgetOld();
    const ticket = randomBytes(24).toString('base64url');
    this.#tickets.set(digestOf(ticket), { identity, until: this.#now() + TICKET_SECONDS * 1_000 });
    return ticket;
  }

  find(ticket: string): Identity | undefined {
    const found = this.#tickets.get(digestOf(ticket));
    return found === undefined || found.until <= this.#now() ? undefined : found.identity;
  }

  /** They were issued in the order in which they end. */
  #forgetOld(): void {
    for (const [digest, { until }] of this.#tickets) {
      if (until > this.#now() && this.#tickets.size < MOST_TICKETS) return;
      this.#tickets.delete(digest);
    }
  }
}
