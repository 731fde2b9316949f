import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIMITS } from '../../protocol/limits.js';
import { attachFeed } from '../../server/hub/feed-endpoint.js';
import { Hub } from '../../server/hub/hub.js';
import { startTicker } from '../../server/hub/ticker.js';
import { openStore } from '../../server/store/store.js';
import { createReplaySource } from '../../server/timelines/replay/replay-source.js';
import { Timeline } from '../../server/timelines/timeline.js';
import { TimelineClock } from '../../server/timelines/timeline-clock.js';
import { writeRecords } from './trade-table.js';

/** The feed over a dataset, in a process of its own; tells its CPU time and ticks when asked. */
const folder = mkdtempSync(join(tmpdir(), 'tradewall-bench-'));
const file = join(folder, 'records.csv');
await writeRecords(file, Number(process.argv[2]));
const store = await openStore('memory');
const { dataset } = await store.import(file, {});
rmSync(folder, { recursive: true });
const source = createReplaySource(store, (await store.dataset(dataset))!);
const { from, to } = source.description;
const clock = new TimelineClock({ from, to, start: from, speed: 86_400, loop: true }, Date.now());
const timeline = new Timeline(source, clock, Date.now);
const hub = new Hub({
  timelines: new Map([[timeline.name, timeline]]),
  version: 'bench',
  now: Date.now,
  onFault: (fault) => {
    throw fault;
  },
});
let ticks = 0;
const server = createServer();
attachFeed(server, hub);
server.listen(0, '127.0.0.1', () => {
  process.send!({ port: (server.address() as AddressInfo).port, timeline: timeline.name });
});
startTicker(LIMITS.tickMs, () => {
  hub.tick();
  ticks++;
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send!({ cpuMs: (user + system) / 1_000, ticks });
});
