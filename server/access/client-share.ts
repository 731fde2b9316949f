import { ProblemError, type Problem } from '../../protocol/errors.js';
import type { ClientAccount, Flowing, Held } from './client-account.js';

/** What to do about a limit that is met, and what of it there is. */
const WORDS = {
  connections: { field: 'connections', has: 'connections', remedy: 'close some, or wait' },
  subscriptions: { field: 'id', has: 'views open', remedy: 'unsubscribe some first' },
} as const;

/** What one connection or one request uses, counted for its address and for its token. */
export class ClientShare {
  readonly #accounts: readonly ClientAccount[];
  readonly #now: () => number;
  readonly #onLimit: (setting: string) => void;
  #heldUntil = -Infinity;

  /** @param onLimit told the name of the setting whenever a limit is met */
  constructor(accounts: readonly ClientAccount[], now: () => number, onLimit: (setting: string) => void) {
    this.#accounts = accounts;
    this.#now = now;
    this.#onLimit = onLimit;
  }

  /**
   * Has one more, for the address and for the token, or for neither.
   * @throws ProblemError that says whose limit is met and by which setting
   */
  hold(what: Held): void {
    const full = this.#accounts.find((account) => !account.hasRoom(what));
    if (full !== undefined) throw new ProblemError(this.#refusal(full, what));
    for (const { held } of this.#accounts) held[what]++;
  }

  giveBack(what: Held, count = 1): void {
    for (const { held } of this.#accounts) held[what] -= count;
  }

  /**
   * Counts a message, or a request, that can be sent again.
   * @throws ProblemError `too-busy` where it is one too many in this second
   */
  takeMessage(): void {
    const now = this.#now();
    const full = this.#accounts.find((account) => !account.hasMessage(now));
    if (full !== undefined) throw new ProblemError({ code: 'too-busy', ...this.#excess(full, 'messages') });
    for (const account of this.#accounts) account.take('messages', 1, now);
  }

  /**
   * Counts what came and is read in any case.
   * @returns the limit that it goes beyond, where none was before; `isAhead` tells how long
   */
  takeAll(messages: number, bytes: number): Problem | undefined {
    const wasAhead = this.isAhead;
    const met = [this.#met('messages', messages), this.#met('bytes', bytes)].find(
      (each) => each !== undefined,
    );
    return met === undefined || wasAhead ? undefined : { code: 'too-many-messages', ...met };
  }

  /** Whether more has come than may by now, so that nothing is to be read. */
  get isAhead(): boolean {
    return this.aheadMs > 0;
  }

  /** Time until more may be read, ms. */
  get aheadMs(): number {
    return Math.max(0, this.#heldUntil - this.#now());
  }

  #met(what: Flowing, amount: number): Omit<Problem, 'code'> | undefined {
    const now = this.#now();
    let met: Omit<Problem, 'code'> | undefined;
    for (const account of this.#accounts) {
      const waitMs = account.take(what, amount, now);
      if (waitMs === 0) continue;
      this.#heldUntil = Math.max(this.#heldUntil, now + waitMs);
      met ??= this.#excess(account, what);
    }
    return met;
  }

  #refusal({ holder: { by, name }, most }: ClientAccount, what: Held): Problem {
    const setting = this.#noteLimit(what, by);
    const { field, has, remedy } = WORDS[what];
    return {
      code: what === 'connections' ? 'too-busy' : 'too-many-views',
      field,
      message: `${field}: ${by} ${name} has ${most[what]} ${has}, as many as it may (${setting}); ${remedy}`,
    };
  }

  #excess({ holder: { by, name }, most }: ClientAccount, what: Flowing): Omit<Problem, 'code'> {
    const setting = this.#noteLimit(what, by);
    const message = `${what}: more than ${most[what]} a second come from ${by} ${name} (${setting}); send fewer, or wait a second`;
    return { field: what, message };
  }

  #noteLimit(what: Held | Flowing, by: string): string {
    const setting = `${what}-per-${by}`;
    this.#onLimit(setting);
    return `--${setting}`;
  }
}
