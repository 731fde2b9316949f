import type { View } from '../../protocol/view.js';
import { ROW_SIZE, type BucketRows } from './bucket-rows.js';
import { FLOW_SUMS_SIZE, NET_KG, RECORDS, VALUE } from './flow-sums.js';
import { sumToNumber } from './exact-sum.js';
import type { ViewCells } from './view-cells.js';

const RANKED_SUM = { value: VALUE, tonnage: NET_KG } as const;

/** Keeps track of a view's largest groups over its whole window. */
export class GroupRanking {
  readonly #top: number;
  #kept: readonly number[] = [];
  /** 1 where a group is kept. */
  #mask = new Uint8Array(0);

  constructor(top: number) {
    this.#top = top;
  }

  /** The largest groups, by their number. */
  get kept(): readonly number[] {
    return this.#kept;
  }

  /** Whether a group is one of the largest; the others are folded into one. */
  keeps(group: number): boolean {
    return this.#mask[group] === 1;
  }

  /** Ranks anew; true if other groups than before are kept. */
  update(cells: ViewCells): boolean {
    const kept = largestGroups(cells, this.#top);
    if (kept.length === this.#kept.length && kept.every((group) => this.keeps(group))) return false;
    this.#kept = kept;
    this.#mask = new Uint8Array(cells.groups.size);
    for (const group of kept) this.#mask[group] = 1;
    return true;
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

/** Reused for every view: nothing else runs between its writing and its reading. */
let scratch = new Float64Array(0);

/**
 * What each group comes to over the window, NaN where it has no record in it.
 * Doubles are near enough to rank by: figures that differ past the 16th digit are equals.
 */
function groupTotals(cells: ViewCells): Float64Array {
  const { size } = cells.groups;
  if (scratch.length < size) scratch = new Float64Array(2 * size);
  const totals = scratch.subarray(0, size).fill(NaN);
  for (const bucket of cells.table.buckets()) addTotals(totals, bucket, cells.view.rankBy);
  return totals;
}

function addTotals(totals: Float64Array, bucket: BucketRows, rankBy: View['rankBy']): void {
  const { slots, sums } = bucket;
  for (let slot = 0; slot < slots; slot++) {
    if (bucket.seqAt(slot) === 0) continue;
    const group = bucket.groupAt(slot);
    const offset = slot * ROW_SIZE;
    const total = totals[group]!;
    totals[group] =
      (Number.isNaN(total) ? 0 : total) +
      rankedFigure(sums, offset, rankBy) +
      rankedFigure(sums, offset + FLOW_SUMS_SIZE, rankBy);
  }
}

function rankedFigure(sums: Float64Array, offset: number, rankBy: View['rankBy']): number {
  if (rankBy === 'records') return sums[offset + RECORDS]!;
  return sumToNumber(sums, offset + RANKED_SUM[rankBy], 0);
}
