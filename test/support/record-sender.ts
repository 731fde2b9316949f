import type { IntakeReport } from '../../protocol/record.js';
import type { Random } from './random.js';
import { randomRecord, toNdjson, type SentRecord } from './record-lines.js';

/** Exact sums as a view has them, by partner: records, fen, grams. */
export type Totals = Record<string, { records: number; fen: bigint; grams: bigint }>;

/** How a server answered a body; undefined: it did not. */
export type Post = (body: string) => Promise<IntakeReport | undefined>;

/**
 * Sends batches until no answer comes, and remembers what was acknowledged: new records and now and then revisions and
 * withdrawals of its own earlier ones.
 */
export class RecordSender {
  readonly #name: string;
  readonly #random: Random;
  readonly #acknowledged = new Map<string, SentRecord>();
  #unanswered: SentRecord[] | undefined;
  #count = 0;

  constructor(name: string, random: Random) {
    this.#name = name;
    this.#random = random;
  }

  get acknowledged(): number {
    return this.#acknowledged.size;
  }

  /** Sends batch after batch until one is not answered. */
  async sendUntilDown(post: Post, now: () => number): Promise<void> {
    for (;;) {
      const batch = this.#nextBatch(now());
      this.#unanswered = batch;
      const report = await post(toNdjson(batch));
      if (report === undefined) return;
      if (report.accepted !== batch.length) throw new Error(`not all accepted: ${JSON.stringify(report)}`);
      this.#acknowledge();
    }
  }

  /** Sends again what had no answer; tells whether it had been taken, as a whole, and throws where it was by half. */
  async sendAgain(post: Post): Promise<boolean> {
    const batch = this.#unanswered;
    if (batch === undefined) return false;
    const report = await post(toNdjson(batch));
    if (report === undefined) throw new Error('no answer');
    const { accepted, duplicates } = report;
    if (accepted + duplicates !== batch.length || (accepted > 0 && duplicates > 0))
      throw new Error(`half taken: ${JSON.stringify(report)} of ${batch.length}`);
    return duplicates > 0;
  }

  /** Counts what had no answer as acknowledged: it is there. */
  settle(): void {
    if (this.#unanswered !== undefined) this.#acknowledge();
  }

  /** Adds what is acknowledged. */
  addTo(totals: Totals): void {
    for (const record of this.#acknowledged.values()) {
      if (record['status'] === 'withdrawn') continue;
      const total = (totals[String(record['partner'])] ??= { records: 0, fen: 0n, grams: 0n });
      total.records++;
      total.fen += whole(record['value'], 2);
      total.grams += whole(record['netKg'], 3);
    }
  }

  #acknowledge(): void {
    for (const record of this.#unanswered ?? []) this.#acknowledged.set(String(record['id']), record);
    this.#unanswered = undefined;
  }

  #nextBatch(now: number): SentRecord[] {
    const known = [...this.#acknowledged.keys()];
    const batch = new Map<string, SentRecord>();
    for (let count = this.#random.whole(1, 200); count > 0; count--) {
      const isOld = known.length > 0 && this.#random.chance(0.05);
      const id = isOld ? this.#random.pick(known) : `${this.#name}-${this.#count++}`;
      const record = randomRecord(this.#random, now - this.#random.whole(1_000, 60_000), id);
      // Numbered, so that one that happens to say the same is still another.
      if (isOld)
        Object.assign(record, {
          status: this.#random.pick(['revised', 'withdrawn']),
          revision: ++this.#count,
        });
      batch.set(id, record);
    }
    return [...batch.values()];
  }
}

/** A decimal as a whole number of its `digits`-th place. */
function whole(decimal: string | number | undefined, digits: number): bigint {
  const [integer, fraction = ''] = String(decimal ?? 0).split('.');
  return BigInt(`${integer}${fraction.padEnd(digits, '0')}`);
}
