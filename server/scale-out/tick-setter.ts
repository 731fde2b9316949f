import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import type { Subscription } from '@nats-io/transport-node';
import { LIMITS } from '../../protocol/limits.js';
import type { Cluster } from './cluster.js';
import { isOvertaken } from './publish-message.js';
import { TICK_SUBJECT, TICKS_STREAM } from './streams.js';
import { readTickMarker, writeTickMarker } from './tick-marker.js';

/** Ticks without a marker after which another process sets them. */
const MISSED_TICKS = 4;

/** How long the servers may take to take a marker before it is set again, ms. */
const MARKER_MS = 2_000;

/**
 * Sets the markers that end ticks, one of all such processes at a time: the others listen, and whoever first hears nothing
 * more goes on. A marker expects the one before it, so there is one row of them.
 */
export class TickSetter {
  readonly #cluster: Cluster;
  readonly #stream: JetStreamClient;
  readonly #now: () => number;
  readonly #onFault: (fault: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #heard: Subscription;
  #setting: Promise<void> | undefined;
  #isSetter = false;
  /** Ticks since anybody's marker was heard. */
  #missed = 0;
  /** The marker that was set last, and its place in the stream. */
  #last: { seq: number; tick: number; at: number } | undefined;
  /** How many it has set. */
  count = 0;

  constructor(cluster: Cluster, now: () => number, onFault: (fault: unknown) => void) {
    this.#cluster = cluster;
    this.#stream = jetstream(cluster.connection);
    this.#now = now;
    this.#onFault = onFault;
    this.#heard = cluster.connection.subscribe(TICK_SUBJECT, {
      callback: () => {
        this.#missed = 0;
      },
    });
    this.#timer = setInterval(() => this.#tick(), LIMITS.tickMs);
  }

  get isSetter(): boolean {
    return this.#isSetter;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#heard.unsubscribe();
    await this.#setting;
  }

  #tick(): void {
    this.#missed++;
    if (this.#setting !== undefined || (!this.#isSetter && this.#missed < MISSED_TICKS)) return;
    this.#setting = this.#set()
      .catch((fault: unknown) => {
        // Whoever was quicker sets them from now on; else it is not known whether this one was taken.
        this.#isSetter = false;
        this.#last = undefined;
        if (!isOvertaken(fault)) this.#onFault(fault);
      })
      .finally(() => (this.#setting = undefined));
  }

  async #set(): Promise<void> {
    const last = this.#isSetter && this.#last !== undefined ? this.#last : await this.#readLast();
    const tick = last.tick + 1;
    // Time does not go back, whoever's clock it is.
    const at = Math.max(this.#now(), last.at);
    const data = writeTickMarker({ epoch: this.#cluster.terms.all.epoch, tick, at });
    const { seq } = await this.#stream.publish(TICK_SUBJECT, data, {
      timeout: MARKER_MS,
      expect: { lastSubjectSequence: last.seq },
    });
    this.#last = { seq, tick, at };
    this.#isSetter = true;
    this.count++;
  }

  async #readLast(): Promise<{ seq: number; tick: number; at: number }> {
    const { streams } = this.#cluster.manager;
    const stored = await streams.getMessage(TICKS_STREAM, { last_by_subj: TICK_SUBJECT });
    if (stored !== null) return { seq: stored.seq, ...readTickMarker(stored.data) };
    // Higher than any before, should the stream have been made anew.
    return { seq: 0, tick: Math.floor(this.#now() / LIMITS.tickMs), at: 0 };
  }
}
