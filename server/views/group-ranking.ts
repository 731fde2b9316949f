import { FLOW_SUMS_SIZE, NET_KG, RECORDS, VALUE } from './flow-sums.js';
import { sumToNumber } from './exact-sum.js';
import type { ViewCells } from './view-cells.js';

const RANKED_SUM = { value: VALUE, tonnage: NET_KG } as const;

/** Keeps track of a view's largest groups over its whole window. */
export class GroupRanking {
  readonly #top: number;
  #kept: ReadonlySet<number> = new Set();

  constructor(top: number) {
    this.#top = top;
  }

  /** Whether a group is one of the largest; the others are folded into one. */
  keeps(group: number): boolean {
    return this.#kept.has(group);
  }

  /** Ranks anew; true if other groups than before are kept. */
  update(cells: ViewCells): boolean {
    const kept = new Set(largestGroups(cells, this.#top));
    const changed = kept.size !== this.#kept.size || [...kept].some((group) => !this.#kept.has(group));
    this.#kept = kept;
    return changed;
  }
}

/**
 * The largest groups by the view's `rankBy`, both flows together, in descending order; equals in the order of their
 * names. Most groups are smaller than all that are kept so far, and looked at once.
 */
function largestGroups(cells: ViewCells, top: number): number[] {
  const totals = groupTotals(cells);
  const name = (group: number): string => cells.groups.names(group).join('\u0000');
  const isLarger = (a: number, b: number): boolean =>
    totals[a] === totals[b] ? name(a) < name(b) : totals[a]! > totals[b]!;
  const largest: number[] = [];
  for (let group = 0; group < totals.length; group++) {
    if (Number.isNaN(totals[group])) continue;
    if (largest.length === top && !isLarger(group, largest[top - 1]!)) continue;
    let [at, high] = [0, largest.length];
    while (at < high) {
      const middle = (at + high) >>> 1;
      if (isLarger(group, largest[middle]!)) high = middle;
      else at = middle + 1;
    }
    largest.splice(at, 0, group);
    if (largest.length > top) largest.pop();
  }
  return largest;
}

/**
 * What each group comes to over the window, NaN where it has no record in it.
 * Doubles are near enough to rank by: figures that differ past the 16th digit are equals.
 */
function groupTotals(cells: ViewCells): Float64Array {
  const totals = new Float64Array(cells.groups.size).fill(NaN);
  const { rankBy } = cells.view;
  for (const bucket of cells.table.buckets()) {
    for (let slot = 0; slot < bucket.slots; slot++) {
      if (bucket.seqAt(slot) === 0) continue;
      const group = bucket.groupAt(slot);
      if (Number.isNaN(totals[group])) totals[group] = 0;
      for (const flow of [0, 1]) {
        const offset = (2 * slot + flow) * FLOW_SUMS_SIZE;
        const sum = rankBy === 'records' ? undefined : RANKED_SUM[rankBy];
        totals[group]! +=
          sum === undefined ? bucket.sums[offset + RECORDS]! : sumToNumber(bucket.sums, offset + sum, 0);
      }
    }
  }
  return totals;
}
