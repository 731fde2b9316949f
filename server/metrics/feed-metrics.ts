import { Histogram, type Registry } from 'prom-client';
import { LIMITS } from '../../protocol/limits.js';
import type { Hub } from '../hub/hub.js';
import type { Timeline } from '../timelines/timeline.js';
import { counter, counters, gauge, gauges } from './register.js';

/** From a millisecond to two ticks. */
const TICK_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5];

/** What viewers and ticks come to. Returns what a tick is to be run by, so that it is timed. */
export function feedMetrics(
  registry: Registry,
  hub: Hub,
  timelines: ReadonlyMap<string, Timeline>,
): (tick: () => void) => void {
  const { counts } = hub;
  gauges(registry, 'tradewall_viewers', 'Viewers by how they keep up.', 'class', () =>
    Object.entries(hub.viewerClasses),
  );
  counter(registry, 'tradewall_viewers_total', 'Viewers that have connected.', () => counts.viewers);
  gauge(registry, 'tradewall_outbox_bytes', 'Bytes that viewers have not taken yet.', () => hub.outboxBytes);
  counter(registry, 'tradewall_frames_total', 'Frames sent to viewers.', () => counts.frames);
  counter(registry, 'tradewall_frame_bytes_total', 'Bytes of those frames.', () => counts.frameBytes);
  counter(
    registry,
    'tradewall_frames_skipped_total',
    'Frames left out, for the viewer had not taken those before.',
    () => counts.skippedFrames,
  );
  counter(registry, 'tradewall_messages_total', 'Messages of viewers.', () => counts.messages);
  counters(
    registry,
    'tradewall_problems_total',
    'Messages of viewers that were refused.',
    'code',
    () => counts.problems,
  );
  gauges(registry, 'tradewall_playhead_seconds', 'Playhead, event time since 1970.', 'timeline', () =>
    [...timelines.values()].map((timeline) => [timeline.name, timeline.clock().time / 1_000] as const),
  );
  gauges(registry, 'tradewall_watermark_seconds', 'Watermark, event time since 1970.', 'timeline', () =>
    [...timelines.values()].map((timeline) => [timeline.name, timeline.clock().watermark / 1_000] as const),
  );
  return timedTick(registry);
}

function timedTick(registry: Registry): (tick: () => void) => void {
  const duration = new Histogram({
    name: 'tradewall_tick_seconds',
    help: 'Time that a tick takes: views brought up to date, frames encoded and written.',
    buckets: TICK_BUCKETS,
    registers: [registry],
  });
  const delay = new Histogram({
    name: 'tradewall_tick_delay_seconds',
    help: 'How much later than due after the one before a tick begins.',
    buckets: TICK_BUCKETS,
    registers: [registry],
  });
  let last: number | undefined;
  return (tick) => {
    const start = performance.now();
    if (last !== undefined) delay.observe(Math.max(0, start - last - LIMITS.tickMs) / 1_000);
    last = start;
    tick();
    duration.observe((performance.now() - start) / 1_000);
  };
}
