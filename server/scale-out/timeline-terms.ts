import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { ProblemError } from '../../protocol/errors.js';

const BUCKET = 'tradewall';
const KEY = 'timeline';
const VERSION = 1;

/** So many processes can count at the same time; it stays what it was when the timeline was begun. */
export const DEFAULT_PARTITIONS = 8;

/** What all processes of one timeline have to agree on; it is kept by NATS, and settled by who comes first. */
export interface TimelineTerms {
  readonly version: typeof VERSION;
  /** Into so many parts records are divided, each counted by one process at a time. */
  readonly partitions: number;
  readonly utcOffset: string;
  /** Null until the first record that has a value says. */
  readonly currency: string | null;
  /** As in LiveSettings. */
  readonly idWindowMs: number;
  readonly keepMs: number;
  readonly futureMs: number;
  readonly lateMs: number;
  /** When the timeline was begun, epoch ms. */
  readonly begunAt: number;
  /** Tells this timeline from others that servers had before, in resume tokens too. */
  readonly epoch: string;
}

/** What a process was told; undefined: whatever the others have, or else the default. */
export type AskedTerms = { readonly [K in keyof TimelineTerms]?: TimelineTerms[K] | undefined };

/** The terms of a timeline as NATS has them. */
export class SettledTerms {
  readonly #bucket: KV;
  #terms: TimelineTerms;
  #revision: number;
  #settling: Promise<string> | undefined;

  private constructor(bucket: KV, terms: TimelineTerms, revision: number) {
    this.#bucket = bucket;
    this.#terms = terms;
    this.#revision = revision;
  }

  /**
   * Reads what was settled, or settles it by what is asked for and otherwise by the defaults.
   * @throws ProblemError where something else is asked for than what was settled, or it was by a newer Tradewall
   */
  static async open(
    connection: NatsConnection,
    asked: AskedTerms,
    defaults: Omit<TimelineTerms, 'version'>,
    replicas: number,
  ): Promise<SettledTerms> {
    const bucket = await new Kvm(connection).create(BUCKET, { replicas });
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const begun: TimelineTerms = { ...defaults, ...given, version: VERSION };
    const known = (await read(bucket)) ?? (await settle(bucket, begun)) ?? (await read(bucket));
    const settled = new SettledTerms(bucket, known!.terms, known!.revision);
    for (const [name, value] of Object.entries(given)) settled.#check(name as keyof TimelineTerms, value);
    if (settled.currency === null && asked.currency != null) await settled.settleCurrency(asked.currency);
    return settled;
  }

  get all(): TimelineTerms {
    return this.#terms;
  }

  get currency(): string | null {
    return this.#terms.currency;
  }

  /** Makes this the currency of the timeline, unless another process was quicker; returns the one that it is. */
  async settleCurrency(currency: string): Promise<string> {
    this.#settling ??= this.#settle(currency).finally(() => (this.#settling = undefined));
    return this.#settling;
  }

  async #settle(currency: string): Promise<string> {
    while (this.#terms.currency === null) {
      try {
        const terms = { ...this.#terms, currency };
        this.#revision = await this.#bucket.update(KEY, JSON.stringify(terms), this.#revision);
        this.#terms = terms;
      } catch (fault) {
        const known = await read(this.#bucket);
        if (known === undefined || known.revision === this.#revision) throw fault;
        this.#terms = known.terms;
        this.#revision = known.revision;
      }
    }
    return this.#terms.currency;
  }

  /** Looks whether the currency has been settled by another process meanwhile. */
  async refresh(): Promise<void> {
    const known = await read(this.#bucket);
    if (known === undefined) return;
    this.#terms = known.terms;
    this.#revision = known.revision;
  }

  #check(name: keyof TimelineTerms, asked: unknown): void {
    const settled = this.#terms[name];
    if (settled === asked || (name === 'currency' && settled === null)) return;
    const message = `--nats: the timeline there has ${name} ${String(settled)}, got ${String(asked)}; leave the option out, or use other servers`;
    throw new ProblemError({ code: 'bad-request', field: '--nats', message });
  }
}

async function read(bucket: KV): Promise<{ terms: TimelineTerms; revision: number } | undefined> {
  const entry = await bucket.get(KEY);
  if (entry === null) return undefined;
  const terms = entry.json<TimelineTerms>();
  const { version }: { version: number } = terms;
  if (version !== VERSION) {
    const message = `--nats: the timeline there has version ${version}, this Tradewall knows ${VERSION}; update it`;
    throw new ProblemError({ code: 'bad-request', field: '--nats', message });
  }
  return { terms, revision: entry.revision };
}

/** Undefined where another process was quicker. */
async function settle(
  bucket: KV,
  terms: TimelineTerms,
): Promise<{ terms: TimelineTerms; revision: number } | undefined> {
  try {
    return { terms, revision: await bucket.create(KEY, JSON.stringify(terms)) };
  } catch (fault) {
    if ((await read(bucket)) === undefined) throw fault;
    return undefined;
  }
}
