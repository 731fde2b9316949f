import { describe, expect, it } from 'vitest';
import { GapPacing } from '../../../server/timelines/gap-pacing.js';
import { TimelineClock } from '../../../server/timelines/timeline-clock.js';
import { createRandom } from '../../support/random.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23);

describe('pacing across gaps', () => {
  const pacing = new GapPacing([{ from: 10 * DAY, to: 110 * DAY }], 2_000);

  it('crosses a gap in the wall time allowed, and plays at its speed before and after', () => {
    expect(pacing.play(0, 10_000, 86_400).time).toBe(10 * DAY);
    expect(pacing.play(0, 11_000, 86_400)).toEqual({
      time: 60 * DAY,
      rate: (100 * DAY) / 2_000,
      sinceChange: 1_000,
    });
    expect(pacing.play(0, 13_000, 86_400)).toEqual({ time: 111 * DAY, rate: 86_400, sinceChange: 1_000 });
    expect(pacing.wallMs(0, 111 * DAY, 86_400)).toBe(13_000);
  });

  it('does not slow down a gap that its speed crosses sooner', () => {
    expect(pacing.play(0, 1_000, 864_000_000).time).toBe(10_000 * DAY);
  });

  it('takes as long in parts as in one go, wherever the parts are cut', () => {
    const random = createRandom(31);
    console.log(`seed ${random.seed}`);
    for (let round = 0; round < 200; round++) {
      let at = 0;
      const gaps = Array.from({ length: random.whole(0, 20) }, () => {
        const from = at + random.whole(1, 20) * DAY;
        at = from + random.whole(1, 200) * DAY;
        return { from, to: at };
      });
      const paced = new GapPacing(gaps, random.whole(1, 5_000));
      const speed = random.pick([1, 86_400, 2_592_000]);
      const end = random.next() * 2 * at + DAY;
      const middle = random.next() * end;
      const whole = paced.wallMs(0, end, speed);
      expect(paced.wallMs(0, middle, speed) + paced.wallMs(middle, end, speed)).toBeCloseTo(whole, 3);
      expect(paced.wallMs(0, paced.play(0, whole, speed).time, speed)).toBeCloseTo(whole, 3);
    }
  });
});

describe('a clock over sparse data', () => {
  it('tells the pace it really goes at, so that viewers can draw on between frames', () => {
    const gaps = [{ from: 10 * DAY, to: 110 * DAY }];
    const options = { from: 0, to: 200 * DAY, start: 0, speed: 86_400, loop: false, gaps, gapMs: 2_000 };
    const clock = new TimelineClock(options, NOW);
    const { time, speed, anchor, now } = clock.read(NOW + 11_500);
    expect({ time, speed, now }).toEqual({ time: 85 * DAY, speed: 86_400, now: NOW + 11_500 });
    expect(anchor).toEqual({ time: 10 * DAY, at: NOW + 10_000, speed: (100 * DAY) / 2_000 });
    clock.pause(NOW + 11_500);
    expect(clock.read(NOW + 20_000).anchor).toMatchObject({ time: 85 * DAY, speed: 0 });
  });
});
