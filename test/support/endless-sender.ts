import type { Cluster } from '../../server/scale-out/cluster.js';
import { StreamTaker } from '../../server/scale-out/stream-taker.js';
import type { Random } from './random.js';
import type { SentRecord } from './record-lines.js';
import { sendRecords } from './send-records.js';

/** Records of a batch. */
export const BATCH = 40;

/** Each record has the same figures, so that whatever records a cell has, its figures are in proportion. */
export const [YUAN, KG] = [700, 3_000];

const PARTNERS = ['USA', 'JPN', 'VNM', 'DEU', 'BRA'];

/** Between batches, and before one that was refused is sent again, ms. */
const [PAUSE_MS, AGAIN_MS] = [20, 100];

/** Sends records without an end, each batch again until it is acknowledged, and now and then one that was. */
export class EndlessSender {
  readonly sent: SentRecord[] = [];
  acknowledged = 0;
  /** How often a batch was not acknowledged, by the code of the problem. */
  readonly refusals = new Map<string, number>();
  readonly #taker: StreamTaker;
  readonly #name: string;
  readonly #random: Random;
  readonly #done: Promise<void>;
  #isEnded = false;

  constructor(cluster: Cluster, name: string, random: Random) {
    this.#taker = new StreamTaker(cluster.connection, cluster.terms, Date.now);
    this.#name = name;
    this.#random = random;
    this.#done = this.#run();
  }

  /** Resolves once all that was sent is acknowledged. */
  end(): Promise<void> {
    this.#isEnded = true;
    return this.#done;
  }

  async #run(): Promise<void> {
    while (!this.#isEnded) {
      const batch = Array.from({ length: BATCH }, (_, index) =>
        recordOf(this.#random, `${this.#name}-${this.sent.length + index}`),
      );
      this.sent.push(...batch);
      await this.#send(batch);
      if (this.#random.chance(0.2)) await this.#send(batch);
      this.acknowledged = this.sent.length;
      await pause(PAUSE_MS);
    }
  }

  async #send(batch: readonly SentRecord[]): Promise<void> {
    for (;;)
      try {
        const { accepted } = await sendRecords(this.#taker, batch);
        if (accepted !== BATCH) throw new Error(`${accepted} of ${BATCH} records were accepted`);
        return;
      } catch (fault) {
        const code = (fault as { problem?: { code: string } }).problem?.code;
        if (code === undefined) throw fault;
        this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
        await pause(AGAIN_MS);
      }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function recordOf(random: Random, id: string): SentRecord {
  return {
    id,
    time: new Date(Date.now() - random.whole(0, 3_600_000)).toISOString(),
    flow: random.pick(['import', 'export']),
    partner: random.pick(PARTNERS),
    commodity: '8504',
    netKg: KG,
    value: YUAN,
    currency: 'CNY',
  };
}
