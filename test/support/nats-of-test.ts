import { afterEach, beforeEach } from 'vitest';
import { startNats, type NatsServer, type NatsServers } from '../../scripts/nats-servers.js';
import { makeServerNetwork, type ServerNetwork } from '../../scripts/server-network.js';
import { joinCluster, type Cluster } from '../../server/scale-out/cluster.js';
import type { AskedTerms } from '../../server/scale-out/timeline-terms.js';

/** To start or to end a cluster of three, and what is still starting, takes some seconds on a machine under load, ms. */
const PATIENCE_MS = 180_000;

/** Servers of NATS that each test has to itself, and what it opened at them. */
export class NatsOfTest {
  #started: NatsServers | undefined;
  #network: ServerNetwork | undefined;
  readonly #closing: (() => unknown)[] = [];

  /** All of them, as `--nats` takes them. */
  get url(): string {
    return this.#started!.url;
  }

  get servers(): readonly NatsServer[] {
    return this.#started!.servers;
  }

  /** Joins the timeline that they have, until the test ends. */
  async join(asked: AskedTerms = {}): Promise<Cluster> {
    const settings = { url: this.url, replicas: undefined, recordBytes: undefined };
    const cluster = await joinCluster(settings, 'test', asked, Date.now);
    this.closeAfter(() => cluster.connection.close());
    return cluster;
  }

  /** Closes at the end of the test what was opened, the last first. */
  closeAfter(close: () => unknown): void {
    this.#closing.push(close);
  }

  /** Whether each server has a host of its own, so that it can be cut off without being held. */
  get areHosts(): boolean {
    return this.#network !== undefined;
  }

  async start(servers: number, areHosts: boolean): Promise<void> {
    if (areHosts) this.#network = makeServerNetwork(servers);
    this.#started = await startNats({ servers, network: this.#network });
  }

  async end(): Promise<void> {
    for (const close of this.#closing.splice(0).toReversed()) await close();
    await this.#started?.remove();
    this.#started = undefined;
    this.#network?.remove();
    this.#network = undefined;
  }
}

/**
 * Has so many servers for each test of the file.
 * @param areHosts whether each is to have a host of its own, where that is allowed
 */
export function natsOfTest(servers = 1, { areHosts = false } = {}): NatsOfTest {
  const nats = new NatsOfTest();
  beforeEach(() => nats.start(servers, areHosts), PATIENCE_MS);
  afterEach(() => nats.end(), PATIENCE_MS);
  return nats;
}
