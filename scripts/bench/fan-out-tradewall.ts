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
import { wallViews } from './wall-views.js';

/** The feed over the simulated timeline at a day per second, in a process of its own; tells its CPU time when asked. */
const source = createSimulatedSource(42);
const now = Date.now();
const clock = new TimelineClock({ from: 0, to: null, start: now, speed: 86_400, loop: false }, now);
const timeline = new Timeline(source, clock, Date.now);
const hub = new Hub({
  timelines: new Map([[timeline.name, timeline]]),
  version: 'bench',
  now: Date.now,
  onFault: (fault) => {
    throw fault;
  },
});
const state = { ticks: 0, bytes: 0, seq: 0 };
const watched = await Promise.all(wallViews().map((view) => timeline.open(parseView(view))));
const server = createServer();
attachFeed(server, hub);
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
startTicker(LIMITS.tickMs, () => {
  hub.tick();
  state.ticks++;
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  // What one frame holds now: the changes of one tick in every view, and the frame around them.
  const bytes = watched.reduce(
    (sum, view) => sum + JSON.stringify(view.changesSince(state.ticks - 1) ?? '').length,
    200,
  );
  state.bytes = bytes * state.ticks;
  process.send!({ cpuMs: (user + system) / 1_000, ticks: state.ticks, bytes: state.bytes });
});
