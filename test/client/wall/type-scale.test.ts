import { describe, expect, it } from 'vitest';
import { typeSizeOn, unitPx } from '../../../client/wall/type-scale.js';

const FULL_HD = { width: 1920, height: 1080 };

/** Digits are 0.727 of the size of their type, the smallest type of figures is 2.15 units. */
function digitMm(scale: number, screen: { width: number; height: number }, diagonalIn: number): number {
  const mmPerPx = (diagonalIn * 25.4) / Math.hypot(screen.width, screen.height);
  return 0.727 * 2.15 * unitPx(screen) * scale * mmPerPx;
}

function arcMinutes(mm: number, distanceM: number): number {
  return (Math.atan2(mm, distanceM * 1_000) * 180 * 60) / Math.PI;
}

describe('typeSizeOn', () => {
  it('has figures of 20 arc minutes from the distance, and the smallest text of at least 16', () => {
    for (const distanceM of [3, 4, 6]) {
      const { scale, figureArcMin, textArcMin } = typeSizeOn(FULL_HD, { distanceM, diagonalIn: 86 });
      expect(arcMinutes(digitMm(scale, FULL_HD, 86), distanceM)).toBeCloseTo(20, 1);
      expect(figureArcMin).toBeCloseTo(20, 6);
      expect(textArcMin).toBeGreaterThanOrEqual(16);
    }
  });

  it('goes by how large the screen is, not by how many pixels it has', () => {
    const viewing = { distanceM: 4, diagonalIn: 65 };
    const { scale } = typeSizeOn({ width: 3840, height: 2160 }, viewing);
    expect(scale).toBeCloseTo(typeSizeOn(FULL_HD, viewing).scale, 9);
    expect(typeSizeOn(FULL_HD, { distanceM: 8, diagonalIn: 130 }).scale).toBeCloseTo(scale, 3);
  });

  it('is never smaller than the screen alone has it, and says how much larger than needed it is seen', () => {
    const { scale, figureArcMin } = typeSizeOn(FULL_HD, { distanceM: 1, diagonalIn: 65 });
    expect(scale).toBe(1);
    expect(figureArcMin).toBeGreaterThan(40);
  });

  it('is never so large that not one figure has room, and says how small it then is seen', () => {
    const { scale, figureArcMin } = typeSizeOn(FULL_HD, { distanceM: 30, diagonalIn: 32 });
    const emPx = 2.15 * unitPx(FULL_HD) * scale;
    expect(1920 / emPx).toBeGreaterThanOrEqual(23 - 1e-9);
    expect(1080 / emPx).toBeGreaterThanOrEqual(12.5 - 1e-9);
    expect(figureArcMin).toBeLessThan(20);
    expect(arcMinutes(digitMm(scale, FULL_HD, 32), 30)).toBeCloseTo(figureArcMin!, 2);
  });

  it('is left as it is where nobody said from how far, and in the hand', () => {
    const asItIs = { scale: 1, figureArcMin: null, textArcMin: null };
    expect(typeSizeOn(FULL_HD, null)).toEqual(asItIs);
    expect(typeSizeOn({ width: 390, height: 844 }, { distanceM: 4, diagonalIn: 7 })).toEqual(asItIs);
  });
});
