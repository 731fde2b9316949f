import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { createDictionaries, createRecordBatch } from '../../server/records/record-batch.js';
import { joinCluster, type Cluster } from '../../server/scale-out/cluster.js';
import { MESSAGE_VERSION } from '../../server/scale-out/message-problem.js';
import { writePartial, type PartialHeader } from '../../server/scale-out/partial-message.js';
import { partialsSubject, TICK_SUBJECT } from '../../server/scale-out/streams.js';
import { writeTickMarker } from '../../server/scale-out/tick-marker.js';

/** A row of partial sums as a test writes it: net weight in grams, value in minor units, NaN where not reported. */
export interface PartialRow {
  readonly time: number;
  readonly flow: 'import' | 'export';
  readonly partner: string;
  readonly records: number;
  readonly value: number;
  readonly netKg: number;
}

/** Publishes what aggregators would, when the test says so. */
export class ClusterPublisher {
  readonly cluster: Cluster;
  /** Number of the last tick. */
  tick = 0;
  readonly #stream: JetStreamClient;
  readonly #positions = new Map<number, number>();

  private constructor(cluster: Cluster) {
    this.cluster = cluster;
    this.#stream = jetstream(cluster.connection);
  }

  /** Joins the cluster, or begins one at `begunAt`. */
  static async join(url: string, begunAt: number): Promise<ClusterPublisher> {
    const nats = { url, replicas: undefined, recordBytes: undefined };
    return new ClusterPublisher(await joinCluster(nats, 'test', {}, () => begunAt));
  }

  /**
   * Publishes the sums of the next records of a partition.
   * @param version of their form
   */
  async partial(
    partition: number,
    rows: readonly PartialRow[],
    header: Partial<PartialHeader> = {},
    version = MESSAGE_VERSION,
  ): Promise<void> {
    const from = this.#positions.get(partition) ?? 0;
    const counts = { accepted: rows.length, duplicates: 0, rejected: {} };
    const bytes = partialBytes({ partition, from, to: from + 1, currency: 'CNY', counts, ...header }, rows);
    bytes[1] = version;
    await this.#stream.publish(partialsSubject(partition), bytes);
    this.#positions.set(partition, from + 1);
  }

  /** Ends a tick at wall time `at`. */
  async mark(at: number, { epoch = this.cluster.terms.all.epoch, tick = this.tick + 1 } = {}): Promise<void> {
    this.tick = tick;
    await this.#stream.publish(TICK_SUBJECT, writeTickMarker({ epoch, tick, at }));
  }

  async close(): Promise<void> {
    await this.cluster.connection.close();
  }
}

/** Partial sums as an aggregator writes them. */
export function partialBytes(header: PartialHeader, rows: readonly PartialRow[]): Uint8Array {
  const dictionaries = createDictionaries();
  const batch = createRecordBatch(rows.length);
  batch.length = rows.length;
  for (const [row, { time, flow, partner, records, value, netKg }] of rows.entries()) {
    batch.time[row] = time;
    batch.flow[row] = flow === 'export' ? 1 : 0;
    batch.partner[row] = dictionaries.partner.intern(partner);
    batch.commodity[row] = dictionaries.commodity.intern('850440');
    batch.records[row] = records;
    batch.value[row] = value;
    batch.netKg[row] = netKg;
  }
  return writePartial(header, batch, dictionaries);
}
