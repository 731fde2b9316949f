const DAY = 86_400;

/** Event seconds per second to choose from: from real time to ten years, which is the fastest there is. */
export const SPEEDS: readonly number[] = [
  1,
  60,
  3_600,
  6 * 3_600,
  DAY,
  7 * DAY,
  2_629_800,
  3 * 2_629_800,
  365.25 * DAY,
  3_652.5 * DAY,
];

/** The next speed of the list in that direction; the last one where there is none. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const further = SPEEDS.filter((candidate) => (candidate - speed) * direction > 0);
  return (direction === 1 ? further[0] : further.at(-1)) ?? speed;
}
