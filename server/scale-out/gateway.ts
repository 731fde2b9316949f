import type { JsMsg } from '@nats-io/jetstream';
import type { Registry } from 'prom-client';
import type { ControlMessage } from '../../protocol/client-messages.js';
import type { LoadedTimelines } from '../loaded-timelines.js';
import type { Logger } from '../logger.js';
import { gatewayMetrics, publishMetrics } from '../metrics/gateway-metrics.js';
import type { Pulse } from '../pulse.js';
import type { GatewaySettings } from '../serve-config.js';
import { LIVE_NAME } from '../timelines/live/live-source.js';
import { RecordsTimeline } from '../timelines/live/records-timeline.js';
import type { CommandResult, Timeline } from '../timelines/timeline.js';
import { joinCluster, type Cluster } from './cluster.js';
import { MergedRecords } from './merged-records.js';
import { refuseMessage } from './message-problem.js';
import { readPartial } from './partial-message.js';
import { readRollUp } from './read-roll-up.js';
import { readStream } from './read-stream.js';
import { SharedControl, unheard } from './shared-control.js';
import { StreamFollower } from './stream-follower.js';
import { StreamTaker } from './stream-taker.js';
import { CONTROL_SUBJECT, TICK_SUBJECT, TICKS_STREAM } from './streams.js';
import { readTickMarker } from './tick-marker.js';

/** Time without a marker after which figures are no longer those of now, ms: what a viewer waits for, too. */
const STALE_MS = 3_000;

const MINUTE = 60_000;
const MINUTES_OF_DAY = 1_440;

/** Segment of the history that what was rolled up is in. */
const ROLLED_UP = 1;

/** A pause before what could not be read is asked for again, ms. */
const AGAIN_MS = 250;

/**
 * Shows what the aggregators of a cluster have counted. Partial sums, commands and the markers that end ticks are one row of
 * messages, so every gateway that has read up to a marker has the same cells, playheads and number of the tick.
 */
export class Gateway implements Pulse {
  readonly counts = { ticks: 0, bytes: 0 };
  readonly #cluster: Cluster;
  readonly #settings: GatewaySettings;
  readonly #logger: Logger;
  readonly #wallClock: () => number;
  readonly #records: MergedRecords;
  readonly #shown: RecordsTimeline;
  readonly #control: SharedControl;
  readonly #follower: StreamFollower;
  #timelines: ReadonlyMap<string, Timeline> = new Map();
  #taker: StreamTaker | undefined;
  #tick: (seq: number) => void = () => undefined;
  #onFailure: (fault: unknown) => void = () => undefined;
  #failure: string | undefined;
  /** Time that all gateways go by, and the tick that it is of. */
  #at: number;
  #seq = 0;
  /** When the last marker was read, by the clock of this process. */
  #heardAt = -Infinity;
  /** Messages that were in the stream when the last one was read, and are not read yet. */
  #pending = Infinity;
  /** The last message that was in the stream when it began to read: before it, what there is would be what was. */
  #begunAt = Infinity;
  #hasCaughtUp = false;
  #isEnded = false;
  #beginning: Promise<void> = Promise.resolve();
  /** The last command that was carried out before the stream was followed. */
  #commandsTo = 0;
  /** The segment of the history that what comes now is in. */
  #segment = ROLLED_UP + 1;
  /** How much this clock was ahead of the servers' at least, when a marker was read: what is more than that is delay. */
  #leastAhead = Infinity;
  #ahead = Infinity;

  /** Resolves with what made it impossible to go on truthfully. */
  readonly failure = new Promise<unknown>((resolve) => (this.#onFailure = resolve));

  private constructor(cluster: Cluster, settings: GatewaySettings, logger: Logger, wallClock: () => number) {
    this.#cluster = cluster;
    this.#settings = settings;
    this.#logger = logger;
    this.#wallClock = wallClock;
    this.#at = cluster.terms.all.begunAt;
    this.#records = new MergedRecords(cluster.terms.all, this.now);
    this.#shown = new RecordsTimeline(this.#records);
    this.#control = new SharedControl(cluster.connection, () => this.#timelines);
    this.#follower = new StreamFollower(cluster.connection, cluster.manager, TICKS_STREAM, {
      take: (message) => this.#take(message),
      interrupted: (fault) => logger.warn({ err: fault }, 'the stream of partial sums is asked for again'),
      failed: (fault) => this.#fail(fault),
    });
  }

  /** Joins a cluster. @throws ProblemError as `joinCluster` */
  static async open(settings: GatewaySettings, logger: Logger, now: () => number): Promise<Gateway> {
    return new Gateway(await joinCluster(settings.nats, 'gateway', {}, now), settings, logger, now);
  }

  /** The wall time of the last marker; before the first, when the cluster was begun. */
  readonly now = (): number => this.#at;

  get epoch(): string {
    return this.#cluster.terms.all.epoch;
  }

  get records(): MergedRecords {
    return this.#records;
  }

  /** Messages of the stream that are not read yet; Infinity until that is known. */
  get pending(): number {
    return this.#pending;
  }

  /** Time since the last marker was read, ms; Infinity before the first. */
  get silenceMs(): number {
    return performance.now() - this.#heardAt;
  }

  /** How much later than at best the last marker was read, ms. */
  get delayMs(): number {
    return this.#ahead - this.#leastAhead;
  }

  /** Serves the records that were counted, beside other timelines, which are to go by `now` as well. */
  beside(others: LoadedTimelines | undefined): LoadedTimelines {
    this.#timelines = new Map([[LIVE_NAME, this.#shown.timeline], ...(others?.timelines ?? [])]);
    return {
      timelines: this.#timelines,
      fileNames: others?.fileNames ?? (() => Promise.resolve({})),
      ...(this.#settings.takesRecords ? { intake: this.#openIntake() } : {}),
      beforeTick: () => this.#shown.beforeTick(),
      // A dataset that is replaced here would not be the one of the other gateways.
      lookAtFiles: () => Promise.resolve(),
      close: async () => {
        await others?.close();
        this.#isEnded = true;
        await this.#beginning;
        await this.#follower.close();
        this.#taker?.close();
        await this.#cluster.connection.close();
      },
    };
  }

  start(tick: (seq?: number) => void): void {
    this.#tick = tick;
    this.#beginning = this.#begin();
  }

  /** A command is given as of the last marker: where that is long ago, it is not known what it would be given to. */
  async control(timeline: Timeline, message: ControlMessage): Promise<CommandResult> {
    if (this.notReady() !== undefined) throw unheard();
    return this.#control.give(timeline, message, this.#at);
  }

  notReady(): string | undefined {
    if (this.#failure !== undefined) return `a restart: ${this.#failure}`;
    if (this.#heardAt === -Infinity) return 'the first tick of an aggregator';
    if (this.silenceMs > STALE_MS)
      return `the next tick of an aggregator: there has been none for ${Math.floor(this.silenceMs / 1_000)} s`;
    if (!this.#hasCaughtUp) return `${this.#pending} messages that are still to be read`;
    return this.delayMs > STALE_MS
      ? `${this.#pending} messages that came faster than they were read`
      : undefined;
  }

  measure(registry: Registry): void {
    gatewayMetrics(registry, this);
  }

  stop(): void {
    this.#tick = () => undefined;
  }

  /** What was rolled up comes first, again until it could be read; then what came after it, each message once. */
  async #begin(): Promise<void> {
    while (!this.#isEnded) {
      try {
        this.#follower.start(await this.#readBefore());
        return;
      } catch (fault) {
        this.#logger.warn({ err: fault }, 'what was rolled up is asked for again');
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }

  /** Takes roll-ups, and the commands that were given before them. Returns the message to go on with. */
  async #readBefore(): Promise<number> {
    const { state } = await this.#cluster.manager.streams.info(TICKS_STREAM);
    this.#begunAt = state.last_seq;
    let first = Infinity;
    for (let partition = 0; partition < this.#cluster.terms.all.partitions; partition++) {
      const rollUp = await readRollUp(this.#cluster, partition);
      if (rollUp !== undefined) this.#records.takeRollUp(rollUp.parts, ROLLED_UP);
      first = Math.min(first, (rollUp?.upTo ?? 0) + 1);
    }
    for await (const { seq, data } of readStream(this.#cluster, TICKS_STREAM, CONTROL_SUBJECT)) {
      if (seq >= first) break;
      if (seq <= this.#commandsTo) continue;
      this.#control.carryOut(data);
      this.#commandsTo = seq;
    }
    return first;
  }

  #openIntake(): NonNullable<LoadedTimelines['intake']> {
    const { connection, terms } = this.#cluster;
    const taker = (this.#taker = new StreamTaker(connection, terms, this.#wallClock));
    return { taker, measure: (registry) => publishMetrics(registry, taker) };
  }

  #take(message: JsMsg): void {
    const { subject, data, info } = message;
    this.counts.bytes += data.length;
    this.#pending = info.pending;
    this.#hasCaughtUp ||= info.pending === 0 && message.seq >= this.#begunAt;
    const servedAt = Math.floor(info.timestampNanos / 1e6);
    if (subject === TICK_SUBJECT) this.#endTick(data, servedAt);
    else if (subject === CONTROL_SUBJECT) this.#control.carryOut(data);
    else this.#records.take(readPartial(data), this.#segment);
  }

  #endTick(data: Uint8Array, servedAt: number): void {
    const { epoch, tick, at } = readTickMarker(data);
    if (epoch !== this.epoch)
      refuseMessage('epoch', `expected ${this.epoch}, got ${epoch}; the cluster was made anew`);
    // Servers that lost their leader may keep one twice: all gateways read the same row, and pass over it alike.
    if (tick <= this.#seq) return;
    this.#seq = tick;
    this.#at = Math.max(this.#at, at);
    this.#heardAt = performance.now();
    this.#ahead = this.#wallClock() - servedAt;
    this.#leastAhead = Math.min(this.#leastAhead, this.#ahead);
    this.counts.ticks++;
    // Viewers that are here already have seen later ones elsewhere: nobody is shown what was.
    if (this.#hasCaughtUp) this.#tick(tick);
    this.#sumUp();
  }

  /** What came in one minute is in one segment of the history; once a day, all of them become one. */
  #sumUp(): void {
    const segment = ROLLED_UP + 1 + Math.floor((this.#at - this.#cluster.terms.all.begunAt) / MINUTE);
    if (segment <= this.#segment) return;
    const last = this.#segment;
    this.#segment = segment;
    this.#records.sumUp(last);
    if (Math.floor(segment / MINUTES_OF_DAY) > Math.floor(last / MINUTES_OF_DAY))
      this.#records.sumUpTo(last).catch((fault: unknown) => this.#fail(fault));
  }

  #fail(fault: unknown): void {
    this.#failure = fault instanceof Error ? fault.message : String(fault);
    this.#logger.error(
      { err: fault },
      'partial sums can not be read on: what would be shown from now on would be wrong',
    );
    this.#onFailure(fault);
  }
}
