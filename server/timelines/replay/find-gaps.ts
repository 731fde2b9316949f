import type { Gap } from '../gap-pacing.js';
import type { ViewSums } from './period-rows.js';

/** Shorter ones are hardly noticed at the slowest speed. */
const SHORTEST_GAP_MS = 10_000;
/** The longest are kept: the clock looks through them each time it is read. */
const GAPS_KEPT = 1_000;

/** Stretches that no period covers and no instant falls in, in time order. */
export function findGaps({ widths }: ViewSums): Gap[] {
  const spans = widths.flatMap(({ length, start, end }) =>
    Array.from({ length }, (_, row) => ({ from: start[row]!, to: end[row]! })),
  );
  spans.sort((a, b) => a.from - b.from);
  const gaps: Gap[] = [];
  let covered = spans[0]?.from ?? 0;
  for (const { from, to } of spans) {
    if (from - covered >= SHORTEST_GAP_MS) gaps.push({ from: covered, to: from });
    covered = Math.max(covered, to);
  }
  const longest = gaps.sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, GAPS_KEPT);
  return longest.sort((a, b) => a.from - b.from);
}
