import type { ClockState } from './timeline-info.js';

/** Where a clock stands, told by a line that it is on: what differs from it, all whole numbers of milliseconds. */
export interface ClockStep {
  /** Server's wall clock since that of the line. */
  readonly now: number;
  /** Playhead, less where the line says that it is. */
  readonly time: number;
  /** Playhead less watermark. */
  readonly lag: number;
}

/** A clock that tells its line. */
export interface ClockLine extends ClockState {
  readonly now: number;
  readonly anchor: { readonly time: number; readonly at: number; readonly speed: number };
}

export function isClockLine(clock: ClockState): clock is ClockLine {
  return clock.now !== undefined && clock.anchor !== undefined;
}

/** The playhead of a line at wall time `now` of the server, epoch ms. */
export function timeOn({ anchor: { time, at, speed } }: ClockLine, now: number): number {
  return Math.floor(time + (now - at) * speed);
}

/** The clock so far on its line. */
export function clockOn(line: ClockLine, step: ClockStep): ClockState {
  const now = line.now + step.now;
  const time = timeOn(line, now) + step.time;
  return { ...line, now, time, watermark: time - step.lag };
}

/** How far a clock is on a line; undefined where it is on another one. Rounding may set it a millisecond off. */
export function stepOn(line: ClockLine, clock: ClockLine): ClockStep | undefined {
  const step = {
    now: clock.now - line.now,
    time: clock.time - timeOn(line, clock.now),
    lag: clock.time - clock.watermark,
  };
  const isWhole = Object.values(step).every(Number.isSafeInteger);
  return isWhole && Math.abs(step.time) <= 1 && isSameLine(line, clock) ? step : undefined;
}

function isSameLine(a: ClockLine, b: ClockLine): boolean {
  return (
    a.speed === b.speed &&
    a.state === b.state &&
    a.loop === b.loop &&
    a.anchor.speed === b.anchor.speed &&
    a.range?.from === b.range?.from &&
    a.range?.to === b.range?.to
  );
}
