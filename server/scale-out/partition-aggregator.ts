import { DeliverPolicy, jetstream, type JetStreamClient, type JsMsg } from '@nats-io/jetstream';
import { nanoid } from 'nanoid';
import type { Cluster } from './cluster.js';
import { HeardMessages } from './heard-messages.js';
import { currencyOf } from './message-currency.js';
import { PartitionCounter, type DrainedSums, type PlacedMessage } from './partition-counter.js';
import { readPartial } from './partial-message.js';
import { publishMessage } from './publish-message.js';
import { partialsSubject, RECORDS_STREAM, recordsSubject, TICKS_STREAM } from './streams.js';

/** Bytes that the servers send ahead. */
const AHEAD_BYTES = 8 * 1_048_576;

/** How often what was counted goes out, ms: twice a tick, so that it waits little for the marker. */
const DRAIN_MS = 125;

/** What a process has published, of all partitions that it had. */
export interface AggregateTotals {
  accepted: number;
  duplicates: number;
  rejected: number;
  partials: number;
  bytes: number;
}

/**
 * Counts one partition and publishes its partial sums, going on behind the last ones that were published, whoever did. Two
 * that count the same at a time do no harm: partial sums are taken only by who has seen the ones before them.
 */
export class PartitionAggregator {
  readonly #cluster: Cluster;
  readonly #partition: number;
  readonly #stream: JetStreamClient;
  #counter: PartitionCounter;
  readonly #totals: AggregateTotals;
  readonly #name = nanoid();
  #messageIds = 0;
  /** Number of the last partial sums of the partition in their stream, which those that come next expect. */
  #last = 0;
  #messages: HeardMessages | undefined;
  #publishing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isEnded = false;
  /** Whether somebody else may count by now, so that it is no use to go on trying. */
  #isLost = false;
  #fail: (fault: unknown) => void = () => undefined;
  #pending = Infinity;
  #hasCaughtUp = false;
  /** What it has published. */
  readonly published = { partials: 0, bytes: 0 };
  /** Once it has ended, by itself where it failed: then rejected. */
  ended: Promise<void> = Promise.resolve();

  /** @param totals to which it adds what it does */
  constructor(cluster: Cluster, partition: number, totals: AggregateTotals) {
    this.#cluster = cluster;
    this.#partition = partition;
    this.#totals = totals;
    this.#stream = jetstream(cluster.connection);
    this.#counter = new PartitionCounter(partition, cluster.terms.all, 0);
  }

  /** Messages that are not counted yet; Infinity until that is known. */
  get pending(): number {
    return this.#pending;
  }

  /** Whether all was counted once that was there. */
  get hasCaughtUp(): boolean {
    return this.#hasCaughtUp;
  }

  get knownIds(): number {
    return this.#counter.knownIds;
  }

  start(): void {
    this.ended = this.#run();
  }

  /** Publishes what it has counted, and ends. */
  async close(): Promise<void> {
    this.#isEnded = true;
    this.#messages?.stop();
    await this.ended.catch(() => undefined);
  }

  async #run(): Promise<void> {
    const failed = new Promise<never>((_, reject) => (this.#fail = reject));
    failed.catch(() => undefined);
    try {
      const published = await this.#readPublished();
      this.#counter = new PartitionCounter(this.#partition, this.#cluster.terms.all, published);
      await Promise.race([this.#readRecords(), failed]);
      await Promise.race([this.#drainAll(), failed]);
    } finally {
      this.#isEnded = this.#isLost = true;
      clearInterval(this.#timer);
      this.#messages?.stop();
    }
  }

  /** The last message of records that is in partial sums. */
  async #readPublished(): Promise<number> {
    const query = { last_by_subj: partialsSubject(this.#partition) };
    const stored = await this.#cluster.manager.streams.getMessage(TICKS_STREAM, query);
    if (stored === null) return 0;
    this.#last = stored.seq;
    return readPartial(stored.data).to;
  }

  async #readRecords(): Promise<void> {
    const consumer = await this.#stream.consumers.get(RECORDS_STREAM, {
      filter_subjects: recordsSubject(this.#partition),
      // From the first that is kept: it tells which ids are known.
      deliver_policy: DeliverPolicy.All,
    });
    this.#messages = await HeardMessages.of(consumer, AHEAD_BYTES);
    if (this.#isEnded) return this.#messages.stop();
    const { num_pending } = await consumer.info();
    if (num_pending === 0) this.#note(0);
    this.#timer = setInterval(() => this.#drain(), DRAIN_MS);
    for await (const message of this.#messages) {
      if (this.#isEnded) return;
      await this.#take(message);
    }
  }

  async #take(message: JsMsg): Promise<void> {
    const placed = {
      seq: message.seq,
      time: Math.floor(message.info.timestampNanos / 1e6),
      data: message.data,
      headers: message.headers,
    };
    while (!this.#counter.hasRoomFor(placed)) {
      this.#drain();
      await this.#publishing;
    }
    if (this.#counter.terms.currency === null) await this.#settleCurrency(placed);
    this.#counter.take(placed);
    this.#note(message.info.pending);
  }

  /** The first record with a value says what the currency is, whichever partition it is in. */
  async #settleCurrency(message: PlacedMessage): Promise<void> {
    const { terms } = this.#cluster;
    if (terms.currency === null) {
      const found = currencyOf(message, terms.all);
      if (found === null) return;
      await terms.settleCurrency(found);
    }
    this.#counter.terms.setCurrency(terms.currency!);
  }

  /** Publishes what was counted, unless something still is being published. */
  #drain(): void {
    if (this.#publishing !== undefined || this.#counter.isEmpty) return;
    this.#publishing = this.#publish(this.#counter.drain())
      .catch((fault: unknown) => this.#fail(fault))
      .finally(() => (this.#publishing = undefined));
  }

  async #publish({ data, counts }: DrainedSums): Promise<void> {
    const expect = { lastSubjectSequence: this.#last };
    const options = { msgID: `${this.#name}-${this.#messageIds++}`, expect };
    const subject = partialsSubject(this.#partition);
    this.#last = await publishMessage(this.#stream, subject, data, options, () => this.#isLost);
    this.published.partials++;
    this.published.bytes += data.byteLength;
    this.#totals.partials++;
    this.#totals.bytes += data.byteLength;
    this.#totals.accepted += counts.accepted;
    this.#totals.duplicates += counts.duplicates;
    for (const rejected of Object.values(counts.rejected)) this.#totals.rejected += rejected;
  }

  #note(pending: number): void {
    this.#pending = pending;
    this.#hasCaughtUp ||= pending === 0;
  }

  async #drainAll(): Promise<void> {
    await this.#publishing;
    this.#drain();
    await this.#publishing;
  }
}
