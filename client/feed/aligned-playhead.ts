import type { TimelineInfo } from '../../protocol/timeline-info.js';

/** How often the server ticks, and how long it may say nothing while nothing changes; ms. */
export interface Pulse {
  readonly tickMs: number;
  readonly heartbeatMs: number;
}

/**
 * The playhead at the newest tick by the server's wall clock, epoch ms: the same on every screen whatever way its frames
 * came. It runs on between frames, but no further than the next frame is due, so that it stops when the figures do.
 * Without an anchor or a server's time it is what the newest frame said.
 * @param serverNow the server's wall clock, epoch ms
 */
export function alignedPlayhead(
  { clock, to }: Pick<TimelineInfo, 'clock' | 'to'>,
  serverNow: number | null,
  { tickMs, heartbeatMs }: Pulse,
): number {
  const { anchor, now, range } = clock;
  if (serverNow === null || anchor === undefined || now === undefined || anchor.speed === 0)
    return clock.time;
  const latest = Math.min(serverNow, now + heartbeatMs + tickMs);
  const tick = Math.max(anchor.at, Math.floor(latest / tickMs) * tickMs);
  const end = range?.to ?? to ?? Infinity;
  return Math.min(end, Math.floor(anchor.time + (tick - anchor.at) * anchor.speed));
}
