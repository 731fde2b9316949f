import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LIMITS } from '../../protocol/limits.js';
import { parseView } from '../../protocol/view.js';
import { attachFeed } from '../../server/hub/feed-endpoint.js';
import { Hub } from '../../server/hub/hub.js';
import { startTicker } from '../../server/hub/ticker.js';
import { createSimulatedSource } from '../../server/timelines/simulated/simulated-source.js';
import { Timeline } from '../../server/timelines/timeline.js';
import { TimelineClock } from '../../server/timelines/timeline-clock.js';
import type { ServerUsage } from './fan-out-round.js';
import { wallViews } from './wall-views.js';

/** Tells apart what records and views cost, which is the same without a viewer. */
class MeasuredTimeline extends Timeline {
  cpuMs = 0;

  override tick(seq: number): void {
    const before = cpuMs();
    super.tick(seq);
    this.cpuMs += cpuMs() - before;
  }
}

/** The feed over the simulated timeline at a day per second, in a process of its own; tells its CPU time when asked. */
const source = createSimulatedSource(42);
const now = Date.now();
const clock = new TimelineClock({ from: 0, to: null, start: now, speed: 86_400, loop: false }, now);
const timeline = new MeasuredTimeline(source, clock, Date.now);
const hub = new Hub({
  timelines: new Map([[timeline.name, timeline]]),
  version: 'bench',
  now: Date.now,
  onFault: (fault) => {
    throw fault;
  },
});
let ticks = 0;
// Filled before the first viewer comes.
await Promise.all(wallViews().map((view) => timeline.open(parseView(view))));
const server = createServer();
attachFeed(server, hub);
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
startTicker(LIMITS.tickMs, () => {
  hub.tick();
  ticks++;
});
process.on('message', () => {
  process.send!({ cpuMs: cpuMs(), sourceCpuMs: timeline.cpuMs, ticks } satisfies ServerUsage);
});

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
