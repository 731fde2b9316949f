import { expect, it } from 'vitest';
import { rushedClock } from '../../../scripts/bench/rushed-clock.js';

const DAY_MS = 86_400_000;

it('goes through a day while it rushes, never back, and is real from then on', () => {
  const begin = Date.UTC(2026, 10, 26);
  let real = begin;
  const clock = rushedClock(300, () => real);
  const told = Array.from({ length: 1_301 }, (_, i) => {
    real = begin + 250 * i;
    return { real, told: clock() };
  });
  expect(told[0]!.told).toBe(begin - DAY_MS);
  // Half of the rush: half of the day.
  expect(told[600]!.told).toBe(begin + 150_000 - DAY_MS / 2);
  for (const [i, { told: now }] of told.entries()) if (i > 0) expect(now).toBeGreaterThan(told[i - 1]!.told);
  for (const { real: now, told: same } of told.slice(1_200)) expect(same).toBe(now);
});

it('is the real clock where there is nothing to rush through', () => {
  const real = (): number => 7;
  expect(rushedClock(0, real)).toBe(real);
});
