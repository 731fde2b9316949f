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

/** A real hub on a real socket over one source, whose clock and ticks are the test's. */
export async function startHubServer(
  source: CellSource,
  start: number,
  keys?: ControlKeys,
): Promise<HubServer> {
  return serveTimeline(start, keys, (now) => {
    const { from, to } = source.description;
    const clock = new TimelineClock({ from, to, start, speed: 1, loop: false }, start);
    return new Timeline(source, clock, now);
  });
}

/** The same over a timeline of the test's own, made with the wall clock that it is to go by. */
export async function serveTimeline(
  start: number,
  keys: ControlKeys | undefined,
  create: (now: () => number) => Timeline | Promise<Timeline>,
): Promise<HubServer> {
  return serveTimelines(start, keys, async (now) => {
    const timeline = await create(now);
    return new Map([[timeline.name, timeline]]);
  });
}

/** The same over as many as there are in a map, which may change. */
export async function serveTimelines(
  start: number,
  keys: ControlKeys | undefined,
  create: (now: () => number) => Promise<ReadonlyMap<string, Timeline>>,
): Promise<HubServer> {
  const state = { now: start };
  const now = (): number => state.now;
  const timelines = await create(now);
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
