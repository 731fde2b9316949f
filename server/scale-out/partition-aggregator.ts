import {
  DeliverPolicy,
  jetstream,
  type JetStreamClient,
  type JsMsg,
  type MsgRequest,
  type StoredMsg,
} from '@nats-io/jetstream';
import { ProblemError } from '../../protocol/errors.js';
import type { Cluster } from './cluster.js';
import { HeardMessages } from './heard-messages.js';
import { MessageChain } from './message-chain.js';
import { currencyOf } from './message-currency.js';
import { PartitionCounter, type DrainedSums, type PlacedMessage } from './partition-counter.js';
import { readPartial } from './partial-message.js';
import { isOvertaken, publishMessage } from './publish-message.js';
import { partialsSubject, RECORDS_STREAM, recordsSubject, TICKS_STREAM } from './streams.js';

/** Bytes that the servers send ahead. */
const AHEAD_BYTES = 8 * 1_048_576;

/** How often what was counted goes out, ms: twice a tick, so that it waits little for the marker. */
const DRAIN_MS = 125;

/** Between looks whether there is room for more ids, ms. */
const ROOM_MS = 250;

/** Looks in a row that find messages which are not shown, before they are asked for elsewhere: copies take a while to be alike. */
const BEHIND_LOOKS = 4;

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
  #chain: MessageChain;
  readonly #totals: AggregateTotals;
  readonly #hasRoom: () => boolean;
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
  /** Whether it waits for room for more ids. */
  #isWaiting = false;
  /** The last message when it was looked last, how many the leader had of which none came after it, and looks that found more. */
  #looked = { last: 0, count: 0, behind: 0 };
  /** What it has published. */
  readonly published = { partials: 0, bytes: 0 };
  /** Once it has ended, by itself where it failed: then rejected. */
  ended: Promise<void> = Promise.resolve();

  /**
   * @param totals to which it adds what it does
   * @param hasRoom whether the process may know more ids: as long as it may not, nothing is counted
   */
  constructor(cluster: Cluster, partition: number, totals: AggregateTotals, hasRoom: () => boolean) {
    this.#cluster = cluster;
    this.#partition = partition;
    this.#totals = totals;
    this.#hasRoom = hasRoom;
    this.#stream = jetstream(cluster.connection);
    this.#counter = new PartitionCounter(partition, cluster.terms.all, 0);
    this.#chain = new MessageChain(recordsSubject(partition), 0);
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

  /**
   * Looks whether the server that is read from shows all that was acknowledged. Where nothing comes for some looks in a row
   * and the leader has more, the partition is lost here, to be read again from another server.
   * @param count messages of the partition that the leader has
   */
  async look(count: number): Promise<void> {
    const { last } = this.#chain;
    if (this.#publishing !== undefined || this.#isWaiting || last !== this.#looked.last)
      this.#looked = { last, count: 0, behind: 0 };
    else if (count !== this.#looked.count) await this.#lookAtLast(count);
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

  async #lookAtLast(count: number): Promise<void> {
    const last = await this.#storedAt({ last_by_subj: recordsSubject(this.#partition) });
    if (last <= this.#chain.last) this.#looked.count = count;
    else if (++this.#looked.behind >= BEHIND_LOOKS)
      this.#fail(this.#pending === 0 ? this.#chain.missing(last) : withheld(this.#partition, last));
  }

  /** Number of a message that the leader has; 0 where it has none. */
  async #storedAt(query: MsgRequest): Promise<number> {
    return (await this.#cluster.manager.streams.getMessage(RECORDS_STREAM, query))?.seq ?? 0;
  }

  async #run(): Promise<void> {
    const failed = new Promise<never>((_, reject) => (this.#fail = reject));
    failed.catch(() => undefined);
    try {
      const published = await this.#readPublished();
      this.#counter = new PartitionCounter(this.#partition, this.#cluster.terms.all, published);
      this.#chain = new MessageChain(recordsSubject(this.#partition), published);
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
    const stored = await this.#readLastPublished();
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
      await this.#waitForRoom();
      if (this.#isEnded) return;
      await this.#take(message);
    }
  }

  /** Ids are forgotten only as what was sent later is counted, so room is made by partitions that others take over. */
  async #waitForRoom(): Promise<void> {
    while (!this.#isEnded && !this.#hasRoom()) {
      this.#isWaiting = true;
      await new Promise((resolve) => setTimeout(resolve, ROOM_MS));
    }
    this.#isWaiting = false;
  }

  async #take(message: JsMsg): Promise<void> {
    if (this.#chain.last === 0) await this.#checkFirst(message.seq);
    this.#chain.note(message.seq, message.headers);
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

  /** What came before the first that is shown may have been removed, but is not there then. */
  async #checkFirst(seq: number): Promise<void> {
    const query = { seq: 1, next_by_subj: recordsSubject(this.#partition) };
    const first = await this.#storedAt(query);
    if (first !== 0 && first < seq) throw this.#chain.missing(first);
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
    this.#last = await this.#publishNext(data);
    this.published.partials++;
    this.published.bytes += data.byteLength;
    this.#totals.partials++;
    this.#totals.bytes += data.byteLength;
    this.#totals.accepted += counts.accepted;
    this.#totals.duplicates += counts.duplicates;
    for (const rejected of Object.values(counts.rejected)) this.#totals.rejected += rejected;
  }

  /** Publishes what comes behind the last partial sums, and returns its number. */
  async #publishNext(data: Uint8Array): Promise<number> {
    const subject = partialsSubject(this.#partition);
    const options = { expect: { lastSubjectSequence: this.#last } };
    try {
      return await publishMessage(
        this.#stream,
        subject,
        data,
        () => options,
        () => this.#isLost,
      );
    } catch (fault) {
      // What takes its place may be itself, published before without an answer; or another process counted the same.
      const stored = isOvertaken(fault) ? await this.#readLastPublished() : null;
      if (stored === null || !Buffer.from(data).equals(stored.data)) throw fault;
      return stored.seq;
    }
  }

  #readLastPublished(): Promise<StoredMsg | null> {
    const query = { last_by_subj: partialsSubject(this.#partition) };
    return this.#cluster.manager.streams.getMessage(TICKS_STREAM, query);
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

/** The problem of a message that the server knows of and does not send: nothing is wrong with its copy. */
function withheld(partition: number, seq: number): ProblemError {
  const message = `${recordsSubject(partition)}: expected messages up to ${seq}, got none of them; they are read again`;
  return new ProblemError({ code: 'unavailable', message });
}
