import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { attachFeed } from '../../server/hub/feed-endpoint.js';
import { Hub } from '../../server/hub/hub.js';
import type { CellSource } from '../../server/timelines/cell-source.js';
import type { ControlKeys } from '../../server/timelines/control-keys.js';
import { Timeline } from '../../server/timelines/timeline.js';
import { TimelineClock } from '../../server/timelines/timeline-clock.js';

export interface HubServer {
  readonly url: string;
  readonly hub: Hub;
  readonly timelines: ReadonlyMap<string, Timeline>;
  /** Wall clock that the hub goes by; set it to move time on. */
  now: number;
  readonly faults: unknown[];
  close(): Promise<void>;
}

/** A real hub on a real socket, whose clock and ticks are the test's. */
export async function startHubServer(
  source: CellSource,
  start: number,
  keys?: ControlKeys,
): Promise<HubServer> {
  const state = { now: start };
  const now = (): number => state.now;
  const { from, to } = source.description;
  const clock = new TimelineClock({ from, to, start, speed: 1, loop: false }, start);
  const timeline = new Timeline(source, clock, now);
  const timelines = new Map([[timeline.name, timeline]]);
  const faults: unknown[] = [];
  const onFault = (fault: unknown): unknown => faults.push(fault);
  const hub = new Hub({ timelines, version: 'test', now, onFault, ...(keys === undefined ? {} : { keys }) });
  const server = createServer();
  attachFeed(server, hub);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/feed`,
    hub,
    timelines,
    get now() {
      return state.now;
    },
    set now(time: number) {
      state.now = time;
    },
    faults,
    close: () =>
      new Promise((resolve) => {
        hub.close('test is over', 0);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
