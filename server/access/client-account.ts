import type { Amounts } from './limited-amounts.js';
import { RateBucket } from './rate-bucket.js';

/** What is had for a while and given back. */
export type Held = 'connections' | 'subscriptions';

/** What flows. */
export type Flowing = 'messages' | 'bytes';

/** Whose account it is. */
export interface AccountHolder {
  readonly by: 'address' | 'token';
  readonly name: string;
}

/** What one address or one token uses of the server. */
export class ClientAccount {
  readonly holder: AccountHolder;
  readonly most: Amounts;
  /** What it has now. */
  readonly held = { connections: 0, subscriptions: 0 };
  /** What came of it since the server began. */
  readonly total = { messages: 0, bytes: 0 };
  readonly #rates: Readonly<Record<Flowing, RateBucket | undefined>>;

  /** @param now epoch ms */
  constructor(holder: AccountHolder, most: Amounts, now: number) {
    this.holder = holder;
    this.most = most;
    const rate = (perSecond: number): RateBucket | undefined =>
      perSecond === Infinity ? undefined : new RateBucket(perSecond, now);
    this.#rates = { messages: rate(most.messages), bytes: rate(most.bytes) };
  }

  /** Whether it may have one more. */
  hasRoom(what: Held): boolean {
    return this.held[what] < this.most[what];
  }

  /** Whether one more message may come. */
  hasMessage(now: number): boolean {
    return this.#rates.messages?.has(1, now) ?? true;
  }

  /** Counts what came, and returns in how many ms that is within the rate; 0: it is. */
  take(what: Flowing, amount: number, now: number): number {
    this.total[what] += amount;
    return this.#rates[what]?.take(amount, now) ?? 0;
  }

  /** Whether it has nothing, and nothing has come for long enough. */
  isIdle(now: number): boolean {
    const { connections, subscriptions } = this.held;
    if (connections > 0 || subscriptions > 0) return false;
    return Object.values(this.#rates).every((rate) => rate?.isFull(now) ?? true);
  }
}
