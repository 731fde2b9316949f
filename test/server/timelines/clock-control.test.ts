import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../protocol/errors.js';
import { controlClock, type ClockCommand } from '../../../server/timelines/clock-control.js';
import { TimelineClock } from '../../../server/timelines/timeline-clock.js';

const NOW = Date.UTC(2026, 10, 23);
const FROM = Date.UTC(2024, 0, 1);
const TO = Date.UTC(2026, 0, 1);
const context = {
  from: FROM,
  to: TO,
  utcOffsetMs: 0,
  chapterStart: (id: string) => ({ ciie: Date.UTC(2025, 10, 5), early: Date.UTC(2021, 0, 1) })[id],
};

function createClock(): TimelineClock {
  const clock = new TimelineClock({ from: FROM, to: TO, start: FROM, speed: 86_400, loop: false }, NOW);
  clock.pause(NOW);
  return clock;
}

/** Where the clock stands after the commands, and the note of the last. */
function after(...commands: ClockCommand[]): { at: string; note: string | undefined; state: string } {
  const clock = createClock();
  const notes = commands.map((command) => controlClock(clock, command, context, NOW));
  const { time, state } = clock.read(NOW);
  return { at: new Date(time).toISOString().slice(0, 10), note: notes.at(-1), state };
}

describe('control of a clock', () => {
  it('seeks to an instant, a part of the span and a chapter', () => {
    expect(after({ command: 'seek', time: '2025-03-04' }).at).toBe('2025-03-04');
    expect(after({ command: 'seek', fraction: 0 }).at).toBe('2024-01-01');
    expect(after({ command: 'seek', fraction: 1 }).at).toBe('2026-01-01');
    expect(after({ command: 'seek', fraction: 0.5 }).at).toBe('2024-12-31');
    expect(after({ command: 'seek', chapter: 'ciie' })).toMatchObject({ at: '2025-11-05', note: undefined });
  });

  it('clamps a seek to the span, wherever it came from, and says so', () => {
    expect(after({ command: 'seek', fraction: 1.5 })).toMatchObject({ at: '2026-01-01' });
    expect(after({ command: 'seek', fraction: 1.5 }).note).toContain('went to 2026-01-01T00:00:00.000Z');
    expect(after({ command: 'seek', chapter: 'early' }).note).toContain('chapter: 2021-01-01');
  });

  it('steps to the next boundary of a bucket and back, pausing there', () => {
    const into = { command: 'seek', time: '2024-02-29' } as const;
    const step = (bucket: '1mo' | '1y' | '1w', count?: number): ClockCommand => ({
      command: 'step',
      bucket,
      ...(count === undefined ? {} : { count }),
    });
    expect(after({ command: 'play' }, into, step('1mo'))).toMatchObject({
      at: '2024-03-01',
      state: 'paused',
    });
    expect(after(into, step('1mo', -1)).at).toBe('2024-02-01');
    expect(after(into, step('1mo', -1), step('1mo', -1)).at).toBe('2024-01-01');
    expect(after(into, step('1mo', 3), step('1mo', -3)).at).toBe('2024-02-01');
    expect(after(into, step('1y')).at).toBe('2025-01-01');
    expect(after(into, step('1w')).at).toBe('2024-03-04');
    expect(after(step('1mo', -1)).note).toContain('is outside the span');
    expect(after(step('1y', 9)).note).toContain('went to 2026-01-01');
  });

  it('loops over the part of a range that the span has, and says so', () => {
    const clock = createClock();
    const note = controlClock(
      clock,
      { command: 'loop', loop: true, from: '2025-06-01', to: '2030-01-01' },
      context,
      NOW,
    );
    expect(note).toContain('to: 2030-01-01T00:00:00.000Z is outside the span');
    expect(clock.read(NOW)).toMatchObject({ range: { from: Date.UTC(2025, 5, 1), to: TO }, loop: true });
  });

  it.each<[ClockCommand, string]>([
    [{ command: 'speed' }, 'speed: missing'],
    [{ command: 'speed', speed: 0 }, 'expected 1 to 315576000 event seconds per second, got 0'],
    [{ command: 'speed', speed: -1 }, 'got -1'],
    [{ command: 'speed', speed: NaN }, 'got NaN'],
    [{ command: 'play', speed: 1e12 }, 'got 1000000000000'],
    [{ command: 'seek' }, 'expected one of time, fraction and chapter, got none'],
    [{ command: 'seek', time: 0, fraction: 0 }, 'got 2'],
    [
      { command: 'seek', time: 'yesterday' },
      'expected an ISO 8601 date or instant, or epoch ms, got "yesterday"',
    ],
    [{ command: 'seek', fraction: NaN }, 'fraction: expected 0 to 1, got NaN'],
    [{ command: 'seek', chapter: 'x' }, 'chapter: expected the id of a chapter'],
    [{ command: 'step' }, 'bucket: expected 1s to 1y to step by, got none'],
    [{ command: 'step', bucket: 'all' }, 'got all'],
    [{ command: 'step', bucket: '1d', count: 0 }, 'count: expected 1 to 10000'],
    [{ command: 'step', bucket: '1d', count: 1e15 }, 'got 1000000000000000'],
    [{ command: 'play', time: 0 }, 'time: goes with seek only, got it with play'],
    [{ command: 'seek', time: 0, count: 2 }, 'count: goes with step only'],
    [{ command: 'loop' }, 'loop: missing'],
    [{ command: 'loop', loop: true, from: '2025' }, 'to: missing; a range has from and to'],
    [{ command: 'loop', loop: false, from: '2025', to: '2026' }, 'from: goes with loop true only'],
    [{ command: 'loop', loop: true, from: '2026', to: '2025' }, 'to: expected an instant after from'],
    [{ command: 'loop', loop: true, from: '2031', to: '2032' }, 'is outside the span'],
  ])('refuses %j and leaves the clock as it was', (command, message) => {
    const clock = createClock();
    const before = clock.read(NOW);
    expect(() => controlClock(clock, command, context, NOW)).toThrow(ProblemError);
    expect(() => controlClock(clock, command, context, NOW)).toThrow(message);
    expect(clock.read(NOW)).toEqual(before);
  });
});
