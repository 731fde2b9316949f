import { describe, expect, it } from 'vitest';
import { TimelineClock } from '../../../server/timelines/timeline-clock.js';
import { createRandom } from '../../support/random.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23);
const span = { from: 0, to: 100 * DAY, start: 0, speed: 86_400, loop: false };

describe('a timeline clock', () => {
  it('plays a day of events in a second at speed 86400', () => {
    const clock = new TimelineClock(span, NOW);
    expect(clock.read(NOW + 1_000)).toMatchObject({ time: DAY, state: 'playing', speed: 86_400 });
  });

  it('ends at the end of its span and stays there', () => {
    const clock = new TimelineClock(span, NOW);
    expect(clock.read(NOW + 500_000)).toMatchObject({ time: 100 * DAY, state: 'ended' });
  });

  it('starts over when it is played at its end', () => {
    const clock = new TimelineClock(span, NOW);
    clock.read(NOW + 500_000);
    clock.play(NOW + 500_000);
    expect(clock.read(NOW + 501_000)).toMatchObject({ time: DAY, state: 'playing' });
  });

  it('rests on its end before it loops, so that final totals can be read', () => {
    const clock = new TimelineClock({ ...span, loop: true }, NOW);
    expect(clock.read(NOW + 100_500)).toMatchObject({ time: 100 * DAY, state: 'playing' });
    expect(clock.read(NOW + 104_000).time).toBe(100 * DAY);
    expect(clock.moves).toBe(0);
    expect(clock.read(NOW + 105_000).time).toBe(0);
    expect(clock.moves).toBe(1);
    expect(clock.read(NOW + 106_000).time).toBe(DAY);
  });

  it('stands still while paused and goes on from there', () => {
    const clock = new TimelineClock(span, NOW);
    clock.pause(NOW + 2_000);
    expect(clock.read(NOW + 9_000)).toMatchObject({ time: 2 * DAY, state: 'paused' });
    clock.play(NOW + 10_000);
    expect(clock.read(NOW + 11_000).time).toBe(3 * DAY);
  });

  it('clamps a seek to its span and counts it as a move', () => {
    const clock = new TimelineClock(span, NOW);
    expect(clock.seek(NOW, 1e15)).toBe(100 * DAY);
    expect(clock.seek(NOW, -5)).toBe(0);
    expect(clock.moves).toBe(2);
  });

  it('never runs backwards when the wall clock is set back a little, and follows it when it is set back a lot', () => {
    const clock = new TimelineClock({ ...span, to: null, start: NOW, speed: 1 }, NOW);
    clock.read(NOW + 10_000);
    expect(clock.read(NOW + 4_000).time).toBe(NOW + 10_000);
    expect(clock.moves).toBe(0);
    expect(clock.read(NOW - 3_600_000).time).toBe(NOW - 3_600_000);
    expect(clock.moves).toBe(1);
    expect(clock.read(NOW - 3_599_000).time).toBe(NOW - 3_599_000);
  });

  it('ends an hour of changing speed, pausing and seeking within a millisecond of event time per change from where arithmetic says', () => {
    const random = createRandom(5);
    console.log(`seed ${random.seed}`);
    const clock = new TimelineClock({ ...span, to: null, speed: 1 }, NOW);
    let [now, expected, speed, playing, changes] = [NOW, 0, 1, true, 0];
    while (now < NOW + 3_600_000) {
      const step = random.whole(1, 2_000);
      now += step;
      if (playing) expected += step * speed;
      clock.read(now);
      if (random.chance(0.9)) continue;
      changes++;
      speed = random.pick([1, 60, 3_600, 86_400, 2_592_000]);
      playing = random.chance(0.7);
      clock.setSpeed(now, speed);
      if (playing) clock.play(now);
      else clock.pause(now);
    }
    expect(Math.abs(clock.read(now).time - expected)).toBeLessThanOrEqual(changes);
  });
});
