import { ProblemError } from '../../protocol/errors.js';
import type { Cluster } from './cluster.js';
import { Leases, RENEW_MS } from './leases.js';
import { PartitionAggregator } from './partition-aggregator.js';
import { RECORDS_STREAM, recordsSubject } from './streams.js';

export interface ShareEvents {
  taken(partition: number): void;
  /** It is counted here no more: given back, or lost with the failure. */
  left(partition: number, fault?: unknown): void;
  /** What could not be asked of the servers; it is asked again. */
  failed(fault: unknown): void;
  /** No server shows all records that were acknowledged. */
  incomplete(fault: ProblemError): void;
  /** As many ids are known as may be: nothing more is counted here until there is room. */
  full(fault: ProblemError): void;
}

/** Times that a partition is read again where acknowledged messages are not shown: each time it may be from another server. */
const READ_AGAIN = 6;

/** Looks without such a fault, after which the next one is the first again. */
const SOUND_LOOKS = 8;

/** The partitions that this process counts: a fair share of them, and those of processes that are gone. */
export class PartitionShare {
  readonly #cluster: Cluster;
  readonly #leases: Leases;
  readonly #events: ShareEvents;
  readonly #counting = new Map<number, PartitionAggregator>();
  /** Ids that all of them may know together, a message more or less. */
  readonly maxIds: number;
  #isFull = false;
  /** What it has published, and how often it lost a partition. */
  readonly totals = { accepted: 0, duplicates: 0, rejected: 0, partials: 0, bytes: 0, lost: 0, gaps: 0 };
  /** Of partitions that were not shown all, how often that was, and looks since. */
  readonly #gaps = new Map<number, { times: number; soundLooks: number }>();
  #hasLooked = false;
  #looking: Promise<void> = Promise.resolve();
  #isLooking = false;
  #timer: NodeJS.Timeout | undefined;

  #fault: ProblemError | undefined;
  #onFailure: (fault: unknown) => void = () => undefined;

  /** Resolves with the fault where no server shows all records that were acknowledged: what would be counted would be wrong. */
  readonly failure = new Promise<unknown>((resolve) => (this.#onFailure = resolve));

  private constructor(cluster: Cluster, leases: Leases, events: ShareEvents, maxIds: number) {
    this.#cluster = cluster;
    this.#leases = leases;
    this.#events = events;
    this.maxIds = maxIds;
  }

  static async open(cluster: Cluster, events: ShareEvents, maxIds: number): Promise<PartitionShare> {
    const share = new PartitionShare(cluster, await Leases.open(cluster), events, maxIds);
    share.#look();
    share.#timer = setInterval(() => share.#look(), RENEW_MS);
    return share;
  }

  /** Whether it has looked for partitions that nobody counts. */
  get hasLooked(): boolean {
    return this.#hasLooked;
  }

  /** What `failure` has resolved with. */
  get fault(): ProblemError | undefined {
    return this.#fault;
  }

  /** Those that are counted here. */
  get counting(): ReadonlyMap<number, PartitionAggregator> {
    return this.#counting;
  }

  /** What is wrong where it knows as many ids as it may, and counts nothing more. */
  get fullness(): ProblemError | undefined {
    return this.#hasRoom() ? undefined : tooManyIds(this.maxIds);
  }

  /** Publishes what was counted, and lets others go on. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
    await Promise.all([...this.#counting.keys()].map((partition) => this.#giveBack(partition)));
    await this.#leases.leave().catch((fault: unknown) => this.#events.failed(fault));
  }

  #look(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#looking = this.#settle()
      .catch((fault: unknown) => this.#events.failed(fault))
      .finally(() => (this.#isLooking = false));
  }

  async #settle(): Promise<void> {
    const lost = await this.#leases.renew();
    await Promise.all(lost.map((key) => this.#stop(partitionOf(key))));
    const { members, taken } = await this.#leases.look();
    const { partitions } = this.#cluster.terms.all;
    const share = Math.ceil(partitions / Math.max(1, members));
    const excess = [...this.#counting.keys()].slice(share);
    await Promise.all(excess.map((partition) => this.#giveBack(partition)));
    const free = Array.from({ length: partitions }, (_, partition) => partition).filter(
      (partition) => !taken.has(keyOf(partition)) && !this.#counting.has(partition),
    );
    // Each process begins elsewhere, so that they seldom try for the same.
    const start = Math.floor(Math.random() * free.length);
    for (const partition of [...free.slice(start), ...free.slice(0, start)])
      if (this.#counting.size < share && (await this.#leases.take(keyOf(partition)))) this.#begin(partition);
    this.#hasLooked = true;
    this.#tellFullness();
    await this.#lookForGaps();
  }

  async #lookForGaps(): Promise<void> {
    for (const [partition, gaps] of this.#gaps)
      if (++gaps.soundLooks > SOUND_LOOKS) this.#gaps.delete(partition);
    const query = { subjects_filter: 'tradewall.records.*' };
    const { state } = await this.#cluster.manager.streams.info(RECORDS_STREAM, query);
    for (const [partition, aggregator] of this.#counting)
      await aggregator.look(state.subjects?.[recordsSubject(partition)] ?? 0);
  }

  #begin(partition: number): void {
    const aggregator = new PartitionAggregator(this.#cluster, partition, this.totals, () => this.#hasRoom());
    this.#counting.set(partition, aggregator);
    this.#events.taken(partition);
    aggregator.start();
    aggregator.ended.catch((fault: unknown) => void this.#fail(partition, aggregator, fault));
  }

  /** What it knows may not be so any more: whoever takes it next, this process too, begins anew. */
  async #fail(partition: number, aggregator: PartitionAggregator, fault: unknown): Promise<void> {
    if (this.#counting.get(partition) !== aggregator) return;
    this.#counting.delete(partition);
    this.totals.lost++;
    this.#events.left(partition, fault);
    if (fault instanceof ProblemError && fault.problem.code === 'store-damaged')
      this.#noteGap(partition, fault);
    await this.#leases.release(keyOf(partition)).catch((failure: unknown) => this.#events.failed(failure));
  }

  #noteGap(partition: number, fault: ProblemError): void {
    this.totals.gaps++;
    const times = (this.#gaps.get(partition)?.times ?? 0) + 1;
    this.#gaps.set(partition, { times, soundLooks: 0 });
    if (times < READ_AGAIN || this.#fault !== undefined) return;
    this.#fault = fault;
    this.#events.incomplete(fault);
    this.#onFailure(fault);
  }

  #hasRoom(): boolean {
    let known = 0;
    for (const { knownIds } of this.#counting.values()) known += knownIds;
    return known < this.maxIds;
  }

  /** Says once that there is no room, and again where there was some meanwhile. */
  #tellFullness(): void {
    const { fullness } = this;
    if (fullness !== undefined && !this.#isFull) this.#events.full(fullness);
    this.#isFull = fullness !== undefined;
  }

  async #stop(partition: number): Promise<void> {
    const aggregator = this.#counting.get(partition);
    this.#counting.delete(partition);
    if (aggregator === undefined) return;
    await aggregator.close();
    this.#events.left(partition);
  }

  async #giveBack(partition: number): Promise<void> {
    await this.#stop(partition);
    await this.#leases.release(keyOf(partition)).catch((fault: unknown) => this.#events.failed(fault));
  }
}

function tooManyIds(maxIds: number): ProblemError {
  const message = `records: ${maxIds} ids are known, as many as may be (--max-ids), so no more records are counted; start this process with more, or more aggregators`;
  return new ProblemError({ code: 'too-many-ids', field: 'id', message });
}

function keyOf(partition: number): string {
  return `partition.${partition}`;
}

function partitionOf(key: string): number {
  return Number(key.slice('partition.'.length));
}
