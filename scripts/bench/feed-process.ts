import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ViewRequest } from '../../protocol/view.js';
import { parseView } from '../../protocol/view.js';
import { attachFeed } from '../../server/hub/feed-endpoint.js';
import { Hub } from '../../server/hub/hub.js';
import { startTicker } from '../../server/hub/ticker.js';
import { createSimulatedSource } from '../../server/timelines/simulated/simulated-source.js';
import { Timeline } from '../../server/timelines/timeline.js';
import { TimelineClock } from '../../server/timelines/timeline-clock.js';
import type { ServerUsage } from './fan-out-round.js';

export interface BenchFeed {
  readonly port: number;
  usage(): ServerUsage;
  /** When each tick was due, epoch ms, by its number. */
  readonly ticksDue: readonly number[];
}

/**
 * Serves the feed over the simulated timeline; the views are filled before the first viewer comes.
 * @param speed event seconds per second: at 3,600 a second has 10,000 records, which change nearly every view of a wall
 */
export async function serveFeed(
  views: readonly ViewRequest[],
  tickMs: number,
  speed: number,
): Promise<BenchFeed> {
  const now = Date.now();
  const clock = new TimelineClock({ from: 0, to: null, start: now, speed, loop: false }, now);
  const timeline = new Timeline(createSimulatedSource(42), clock, Date.now);
  const onFault = (fault: unknown): never => {
    throw fault;
  };
  const timelines = new Map([[timeline.name, timeline]]);
  const hub = new Hub({ timelines, version: 'bench', now: Date.now, onFault });
  await Promise.all(views.map((view) => timeline.open(parseView(view))));
  const server = createServer();
  attachFeed(server, hub);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // The hub counts its ticks from 1.
  const ticksDue = [0];
  const start = performance.now();
  let due = start + tickMs;
  startTicker(tickMs, () => {
    ticksDue.push(performance.timeOrigin + due);
    hub.tick();
    due = start + tickMs * (Math.floor((performance.now() - start) / tickMs) + 1);
  });
  return {
    port: (server.address() as AddressInfo).port,
    usage: () => ({ cpuMs: cpuMs(), ticks: ticksDue.length - 1 }),
    ticksDue,
  };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
