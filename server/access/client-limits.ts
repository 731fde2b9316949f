import { ClientAccount } from './client-account.js';
import { addressBlock, isLoopback } from './client-address.js';
import { ClientShare } from './client-share.js';
import { LIMITED, PER_ADDRESS, PER_TOKEN, type Amounts, type Limited } from './limited-amounts.js';

/** Accounts of addresses above which those that use nothing are let go of. */
const MANY_ACCOUNTS = 1_000;

export interface ClientLimitSettings {
  /** What was said; of what was not, an address has the usual, and this machine any number. */
  readonly perAddress: SaidAmounts;
  readonly perToken: SaidAmounts;
}

type SaidAmounts = Readonly<Partial<Record<Limited, number | undefined>>>;

/** Who asks. */
export interface Client {
  /** That of the client itself, where it came through a proxy that is trusted. */
  readonly address: string;
  /** Name of its token. */
  readonly token: string | undefined;
}

/** What addresses and tokens use of the server, each within what it may. */
export class ClientLimits {
  /** How often a limit was met, by the name of its setting, as `messages-per-token`. */
  readonly met = new Map<string, number>();
  readonly #settings: ClientLimitSettings;
  readonly #isTrusted: (address: string) => boolean;
  readonly #now: () => number;
  readonly #addresses = new Map<string, ClientAccount>();
  readonly #tokens = new Map<string, ClientAccount>();
  #sweepAt = MANY_ACCOUNTS;

  /**
   * @param isTrusted whether an address is that of a proxy, who asks for many
   * @param now wall clock, epoch ms
   */
  constructor(settings: ClientLimitSettings, isTrusted: (address: string) => boolean, now: () => number) {
    this.#settings = settings;
    this.#isTrusted = isTrusted;
    this.#now = now;
  }

  /** How many of something an address may have. */
  mostOfAddress(what: Limited, address: string): number {
    if (this.#isTrusted(address)) return Infinity;
    return this.#settings.perAddress[what] ?? (isLoopback(address) ? Infinity : PER_ADDRESS[what]);
  }

  /** What a connection, or a request, of a client is to be counted by; undefined where nothing is. */
  shareOf({ address, token }: Client): ClientShare | undefined {
    const accounts: ClientAccount[] = [];
    if (LIMITED.some((what) => this.mostOfAddress(what, address) < Infinity))
      accounts.push(this.#addressAccount(address));
    if (token !== undefined) accounts.push(this.#tokenAccount(token));
    if (accounts.length === 0) return undefined;
    return new ClientShare(accounts, this.#now, (setting) => this.noteMet(setting));
  }

  /** Counts that a limit was met. */
  noteMet(setting: string): void {
    this.met.set(setting, (this.met.get(setting) ?? 0) + 1);
  }

  /** Addresses that anything is kept of. */
  get addressCount(): number {
    return this.#addresses.size;
  }

  /** What tokens use, by their name. */
  get tokens(): ReadonlyMap<string, ClientAccount> {
    return this.#tokens;
  }

  #addressAccount(address: string): ClientAccount {
    const block = addressBlock(address);
    return this.#accountIn(this.#addresses, block, () => {
      this.#sweep();
      const most = (what: Limited): number => this.mostOfAddress(what, address);
      return new ClientAccount({ by: 'address', name: block }, amounts(most), this.#now());
    });
  }

  #tokenAccount(token: string): ClientAccount {
    const most = (what: Limited): number => this.#settings.perToken[what] ?? PER_TOKEN[what];
    return this.#accountIn(
      this.#tokens,
      token,
      () => new ClientAccount({ by: 'token', name: token }, amounts(most), this.#now()),
    );
  }

  #accountIn(accounts: Map<string, ClientAccount>, key: string, create: () => ClientAccount): ClientAccount {
    const account = accounts.get(key) ?? create();
    accounts.set(key, account);
    return account;
  }

  /** Whoever asked once and has nothing any more is forgotten, or addresses that come and go would fill the memory. */
  #sweep(): void {
    if (this.#addresses.size < this.#sweepAt) return;
    const now = this.#now();
    for (const [address, account] of this.#addresses)
      if (account.isIdle(now)) this.#addresses.delete(address);
    this.#sweepAt = Math.max(MANY_ACCOUNTS, 2 * this.#addresses.size);
  }
}

function amounts(most: (what: Limited) => number): Amounts {
  const [connections, subscriptions, messages, bytes] = LIMITED.map(most) as [number, number, number, number];
  return { connections, subscriptions, messages, bytes };
}
