import { LIMITS } from '../../protocol/limits.js';
import type { Cluster } from './cluster.js';
import { isOvertaken } from './publish-message.js';
import type { PartitionAggregator } from './partition-aggregator.js';
import { removeRecords } from './remove-records.js';
import { rollUp } from './roll-up.js';
import { TICK_SUBJECT, TICKS_STREAM } from './streams.js';

/** How often is looked whether there is anything to sum up, ms. */
const LOOK_MS = 60_000;

/** Partial sums after which they are rolled up: ten minutes of a busy partition. A gateway that starts reads as many. */
const ROLL_UP_PARTIALS = 5_000;

/** Markers that are kept: of an hour, though who starts needs but the last. */
const KEPT_MARKERS = 3_600_000 / LIMITS.tickMs;

/** Keeps the streams from growing for ever: rolls up what is published, and removes what nobody needs any more. */
export class Upkeep {
  readonly #cluster: Cluster;
  readonly #counting: () => ReadonlyMap<number, PartitionAggregator>;
  readonly #setsTicks: () => boolean;
  readonly #now: () => number;
  readonly #onFault: (fault: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  /** By partition the partial sums and bytes that had been published when it was rolled up, and the bytes that it came to. */
  readonly #done = new WeakMap<PartitionAggregator, { partials: number; bytes: number; size: number }>();
  #working: Promise<void> | undefined;
  #isEnded = false;
  /** Roll-ups that were written. */
  count = 0;

  constructor(
    cluster: Cluster,
    counting: () => ReadonlyMap<number, PartitionAggregator>,
    setsTicks: () => boolean,
    now: () => number,
    onFault: (fault: unknown) => void,
  ) {
    this.#cluster = cluster;
    this.#counting = counting;
    this.#setsTicks = setsTicks;
    this.#now = now;
    this.#onFault = onFault;
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#isEnded = true;
    await this.#working;
  }

  #look(): void {
    this.#working ??= this.#work()
      // Another process has the partition by now, and rolls it up.
      .catch((fault: unknown) => (isOvertaken(fault) ? undefined : this.#onFault(fault)))
      .finally(() => (this.#working = undefined));
  }

  async #work(): Promise<void> {
    for (const [partition, aggregator] of this.#counting()) {
      if (this.#isEnded) return;
      if (this.#isDue(aggregator)) await this.#rollUp(partition, aggregator);
    }
    if (this.#setsTicks())
      await this.#cluster.manager.streams.purge(TICKS_STREAM, { filter: TICK_SUBJECT, keep: KEPT_MARKERS });
  }

  /** Rarely enough that all roll-ups together cost no more than what is rolled up. What others did is not known. */
  #isDue(aggregator: PartitionAggregator): boolean {
    const { partials, bytes } = aggregator.published;
    const done = this.#done.get(aggregator) ?? { partials: 0, bytes: 0, size: 0 };
    return partials - done.partials >= ROLL_UP_PARTIALS && bytes - done.bytes >= done.size;
  }

  async #rollUp(partition: number, aggregator: PartitionAggregator): Promise<void> {
    const { partials, bytes } = aggregator.published;
    const size = await rollUp(this.#cluster, partition, this.#now());
    this.#done.set(aggregator, { partials, bytes, size: size ?? 0 });
    this.count++;
    await removeRecords(this.#cluster, partition, this.#now());
  }
}
