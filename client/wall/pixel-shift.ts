/** How long the picture rests between two steps: a step of a pixel or two is not seen. */
const STEP_MS = 60_000;

/** Steps until each direction begins anew; without a common divisor, so that every place of the field is come by. */
const PERIODS = { x: 61, y: 47 };

/** The farthest that the picture moves, as a part of the screen's shorter side: less than the margin around it. */
const REACH = 1 / 150;

export interface Shift {
  /** Whole pixels, or what is painted would be blurred. */
  readonly x: number;
  readonly y: number;
}

/**
 * Where the picture stands at an instant, so that no edge burns in: every part of it wanders by some pixels, slowly.
 * @param shorterSide of the screen, px
 */
export function shiftAt(now: number, shorterSide: number): Shift {
  const step = Math.floor(now / STEP_MS);
  const along = (period: number): number =>
    Math.round(Math.sin((2 * Math.PI * (step % period)) / period) * shorterSide * REACH) + 0;
  return { x: along(PERIODS.x), y: along(PERIODS.y) };
}
