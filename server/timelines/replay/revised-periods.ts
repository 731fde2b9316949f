import { firstIndex } from '../../records/first-index.js';
import type { PeriodSums } from '../../store/store.js';
import { addFlowSums, FLOW_SUMS_SIZE, RECORDS, VALUED, WEIGHED } from '../../views/flow-sums.js';
import { splitBigInt, sumToBigInt } from '../../views/exact-sum.js';
import { SUMS, writePeriodSums } from './period-sums.js';

/** What a period, flow and group came to in turn. */
export interface RevisedPeriod {
  /** Epoch ms; `end` is exclusive, and the start itself for an instant. */
  readonly start: number;
  readonly end: number;
  /** 0 import, 1 export. */
  readonly flow: number;
  readonly group: number;
  /** In the order in which they were published; the first is known as the period goes by. */
  readonly versions: readonly PeriodVersion[];
}

export interface PeriodVersion {
  /** Instant from which it is known, epoch ms, not before the period is over; −Infinity for the first. */
  readonly knownFrom: number;
  /** The whole period's sums, FLOW_SUMS_SIZE doubles. */
  readonly sums: Float64Array;
}

/** One version taking the place of the one before. */
export interface Revision {
  readonly at: number;
  readonly period: RevisedPeriod;
  readonly version: number;
}

/** The periods of a view that were revised, by their starts, and their revisions in the order in which they came out. */
export interface RevisedPeriods {
  readonly periods: readonly RevisedPeriod[];
  readonly revisions: readonly Revision[];
  /** Length of the longest period. */
  readonly longest: number;
}

/**
 * Takes the periods that were revised out of sums with their history.
 * @param group the group of each row
 * @returns which rows they are made of, beside them
 */
export function takeRevised(
  sums: PeriodSums,
  group: Uint32Array,
): { readonly revised: RevisedPeriods; readonly isRevised: (row: number) => boolean } {
  const { knownFrom } = sums;
  const keyOf = (row: number): string =>
    `${sums.start[row]} ${sums.end[row]} ${sums.flow[row]} ${group[row]}`;
  const rowsOf = new Map<string, number[]>();
  knownFrom?.forEach((instant, row) => {
    if (instant > -Infinity) rowsOf.set(keyOf(row), []);
  });
  for (let row = 0; row < sums.length && rowsOf.size > 0; row++) rowsOf.get(keyOf(row))?.push(row);
  const periods = [...rowsOf.values()].map((rows) => toPeriod(sums, group, rows));
  const taken = new Set([...rowsOf.values()].flat());
  return { revised: inOrder(periods), isRevised: (row) => taken.has(row) };
}

/** Adds up the rows of one period, each of which says by how much the figure changes, to what it came to in turn. */
function toPeriod(sums: PeriodSums, group: Uint32Array, rows: readonly number[]): RevisedPeriod {
  const { knownFrom } = sums;
  const row = rows[0]!;
  const instants = [...new Set([-Infinity, ...rows.map((each) => knownFrom![each]!)])].sort((a, b) => a - b);
  const versions: PeriodVersion[] = [];
  for (const instant of instants) {
    const before = versions.at(-1)?.sums ?? new Float64Array(FLOW_SUMS_SIZE);
    const changes = rows.filter((each) => knownFrom![each] === instant);
    versions.push({ knownFrom: instant, sums: addChanges(before, sums, changes) });
  }
  return {
    start: sums.start[row]!,
    end: sums.end[row]!,
    flow: sums.flow[row]!,
    group: group[row]!,
    versions,
  };
}

function addChanges(before: Float64Array, sums: PeriodSums, rows: readonly number[]): Float64Array {
  const after = Float64Array.from(before);
  const change = new Float64Array(FLOW_SUMS_SIZE);
  for (const row of rows) {
    writePeriodSums(change, sums, row);
    addFlowSums(after, 0, change, 0);
  }
  // Split as the store's own sums are, so that its parts are rounded the same.
  for (const sum of SUMS) after.set(splitBigInt(sumToBigInt(after, sum)), sum);
  // Records that were withdrawn leave nought where there was a figure, not a figure that nobody takes back.
  if (after[RECORDS] === 0)
    for (const count of [VALUED, WEIGHED]) after[count] = Math.max(after[count]!, before[count]!);
  return after;
}

function inOrder(periods: RevisedPeriod[]): RevisedPeriods {
  periods.sort((a, b) => a.start - b.start || a.end - b.end || a.group - b.group || a.flow - b.flow);
  const revisions = periods.flatMap((period) =>
    period.versions.slice(1).map(({ knownFrom }, index) => ({ at: knownFrom, period, version: index + 1 })),
  );
  revisions.sort((a, b) => a.at - b.at);
  return { periods, revisions, longest: Math.max(0, ...periods.map(({ start, end }) => end - start)) };
}

/** The newest version that is known at an instant. */
export function versionAt({ versions }: RevisedPeriod, instant: number): number {
  return firstIndex(versions.length, (index) => versions[index]!.knownFrom > instant) - 1;
}
