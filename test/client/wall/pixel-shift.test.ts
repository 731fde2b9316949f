import { describe, expect, it } from 'vitest';
import { shiftAt } from '../../../client/wall/pixel-shift.js';

const MINUTE = 60_000;
const DAY = 24 * 60;

/** The places of a whole day, one for each minute. */
const places = Array.from({ length: DAY }, (_, minute) => shiftAt(minute * MINUTE, 1080));

describe('shiftAt', () => {
  it('stays within the margin, in whole pixels, and reaches all of it', () => {
    for (const axis of ['x', 'y'] as const) {
      const along = places.map((place) => place[axis]);
      expect(Math.max(...along)).toBe(7);
      expect(Math.min(...along)).toBe(-7);
      expect(along.every(Number.isInteger)).toBe(true);
    }
  });

  it('moves by no more than a pixel in a minute, so that nobody sees it', () => {
    const steps = places.slice(1).flatMap(({ x, y }, index) => [x - places[index]!.x, y - places[index]!.y]);
    expect(Math.max(...steps.map(Math.abs))).toBe(1);
  });

  it('is at each place for a small part of the day', () => {
    const counts = new Map<string, number>();
    for (const { x, y } of places) counts.set(`${x} ${y}`, (counts.get(`${x} ${y}`) ?? 0) + 1);
    expect(Math.max(...counts.values()) / DAY).toBeLessThan(0.04);
  });
});
