import { jetstream } from '@nats-io/jetstream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdProcess } from '../../../scripts/hold-process.js';
import { joinCluster, type Cluster } from '../../../server/scale-out/cluster.js';
import { StreamFollower } from '../../../server/scale-out/stream-follower.js';
import { TICK_SUBJECT, TICKS_STREAM } from '../../../server/scale-out/streams.js';
import { eventually } from '../../support/eventually.js';
import { startNats, type NatsServer, type NatsServers } from '../../../scripts/nats-servers.js';

/** Servers that have lost one of three may choose who leads several times, and a new consumer may be put on the one that is held. */
const ELECTED_MS = 40_000;

let nats: NatsServers;
let cluster: Cluster;
let follower: StreamFollower;
let taken: number[];

beforeEach(async () => {
  nats = await startNats({ servers: 3 });
  // Only the first, which is not held: what stands still is the consumer's server alone.
  const settings = { url: nats.servers[0]!.url, replicas: 3, recordBytes: undefined };
  cluster = await joinCluster(settings, 'test', {}, Date.now);
  taken = [];
}, 60_000);
afterEach(async () => {
  await follower.close();
  await cluster.connection.close();
  await nats.remove();
});

function follow(): void {
  follower = new StreamFollower(cluster.connection, cluster.manager, TICKS_STREAM, {
    take: ({ seq }) => taken.push(seq),
    interrupted: () => undefined,
    failed: (fault) => expect.unreachable(String(fault)),
  });
  follower.start(1);
}

/** The server that the follower's consumer lives on. */
async function home(): Promise<NatsServer> {
  const leader = await eventually('the consumer has a server', async () => {
    for await (const { cluster: where } of cluster.manager.consumers.list(TICKS_STREAM)) return where?.leader;
    return undefined;
  });
  return nats.servers[Number(leader.slice(1))]!;
}

/** Follows until the consumer is on another server than the one that is connected to. */
async function followElsewhere(): Promise<NatsServer> {
  for (;;) {
    follow();
    const found = await home();
    if (found !== nats.servers[0]) return found;
    await follower.close();
    for await (const { name } of cluster.manager.consumers.list(TICKS_STREAM))
      await cluster.manager.consumers.delete(TICKS_STREAM, name);
  }
}

/** Publishes until the servers acknowledge. */
async function publish(): Promise<number> {
  return eventually('it is acknowledged', async () => {
    try {
      return (await jetstream(cluster.connection).publish(TICK_SUBJECT, 'x', { timeout: 1_000 })).seq;
    } catch {
      return undefined;
    }
  });
}

describe('a follower of a stream', () => {
  it('goes on with all that comes while the server that its consumer lives on is held', async () => {
    const held = await followElsewhere();
    const first = await publish();
    await eventually('it has the first', () => taken.at(-1) === first);
    await holdProcess(held.child!);
    const second = await publish();
    await eventually('it has the second', () => taken.at(-1) === second, ELECTED_MS);
    expect(taken).toEqual([first, second]);
  }, 60_000);
});
