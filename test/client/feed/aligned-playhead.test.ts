import { describe, expect, it } from 'vitest';
import { alignedPlayhead } from '../../../client/feed/aligned-playhead.js';
import type { ClockState } from '../../../protocol/timeline-info.js';

const PULSE = { tickMs: 250, heartbeatMs: 1_000 };
const AT = 1_000_000;

/** A clock that passed event time 0 at wall time `AT`, at a day each second. */
const CLOCK: ClockState = {
  time: 43_200_000,
  watermark: 43_200_000,
  speed: 86_400,
  state: 'playing',
  loop: false,
  now: AT + 500,
  anchor: { time: 0, at: AT, speed: 86_400 },
};

const at = (serverNow: number | null, clock: Partial<ClockState> = {}, to: number | null = null): number =>
  alignedPlayhead({ clock: { ...CLOCK, ...clock }, to }, serverNow, PULSE);

describe('the aligned playhead', () => {
  it('is on the line that the server named, at the newest tick', () => {
    expect(at(AT + 750)).toBe(0.75 * 86_400_000);
    expect(at(AT + 999)).toBe(0.75 * 86_400_000);
    expect(at(AT + 1_000)).toBe(86_400_000);
  });

  it('is the same whichever frame was the last to come', () => {
    const late = at(AT + 1_300, { now: AT + 100, time: 8_640_000 });
    expect(at(AT + 1_300, { now: AT + 1_250, time: 108_000_000 })).toBe(late);
  });

  it('stops when the next frame is overdue', () => {
    expect(at(AT + 60_000)).toBe(at(AT + 500 + 1_250));
  });

  it('never runs past the end of the span, or of what is looped over', () => {
    expect(at(AT + 1_000, {}, 50_000_000)).toBe(50_000_000);
    expect(at(AT + 1_000, { range: { from: 0, to: 60_000_000 } }, 90_000_000)).toBe(60_000_000);
  });

  it('does not go back before the last change', () => {
    expect(at(AT + 999, { anchor: { time: 5, at: AT + 990, speed: 1 } })).toBe(5);
  });

  it('is what the newest frame said while it rests, and where the server gives no line', () => {
    expect(at(AT + 750, { anchor: { time: 7, at: AT, speed: 0 } })).toBe(CLOCK.time);
    expect(at(null)).toBe(CLOCK.time);
    const { anchor: _anchor, ...plain } = CLOCK;
    expect(alignedPlayhead({ clock: plain, to: null }, AT + 750, PULSE)).toBe(CLOCK.time);
  });
});
