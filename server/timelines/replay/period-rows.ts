import { dimensionOf, type Dimension } from '../../../protocol/dimensions.js';
import type { View } from '../../../protocol/view.js';
import type { Dictionaries } from '../../records/record-batch.js';
import type { PeriodSums } from '../../store/store.js';
import { addFlowSums, FLOW_SUMS_SIZE } from '../../views/flow-sums.js';
import type { CodedDimension } from '../../records/record-batch.js';
import { GroupIndex, type GroupNames } from '../../views/row-selection.js';
import { writePeriodSums } from './period-sums.js';
import { takeRevised, type RevisedPeriods } from './revised-periods.js';
import { firstIndex } from '../../records/first-index.js';

/** Sums per period, flow and group, in order of their starts; all periods are about as long as each other. */
export interface PeriodRows {
  readonly length: number;
  readonly start: Float64Array;
  /** Exclusive; equal to the start for an instant. */
  readonly end: Float64Array;
  /** 0 import, 1 export. */
  readonly flow: Uint8Array;
  readonly group: Uint32Array;
  /** FLOW_SUMS_SIZE doubles a row. */
  readonly sums: Float64Array;
  /** Length of the longest period. */
  readonly longest: number;
}

/** All sums behind a view, whatever its bucket, measures and window. */
export interface ViewSums {
  /** One set of rows for each width of period, so that days need not be searched as far back as years. */
  readonly widths: readonly PeriodRows[];
  /** Periods that were revised, where the view shows what was known when; they are in no other rows. */
  readonly revised: RevisedPeriods;
  readonly groups: GroupIndex;
  readonly bytes: number;
}

const DAY = 86_400_000;
/** Longest period of each width: instants, days, weeks, months, quarters, years, and what is longer. */
const WIDTHS = [0, DAY, 7 * DAY, 31 * DAY, 92 * DAY, 366 * DAY, Infinity];

/** Dimensions that the store is to split a view's sums by. */
export function groupedDimensions(view: Pick<View, 'by'>): CodedDimension[] {
  const dimensions: Dimension[] = view.by.map(dimensionOf);
  return dimensions.filter((dimension): dimension is CodedDimension => dimension !== 'flow');
}

/** Numbers the groups in the order of their codes, folds what falls in the same one, and sorts by width of period. */
export function toViewSums(sums: PeriodSums, by: View['by'], dictionaries: Dictionaries): ViewSums {
  const groups = new GroupIndex(by, dictionaries);
  const group = numberGroups(sums, groups);
  const { revised, isRevised } = takeRevised(sums, group);
  const rows = foldRows(sums, group, isRevised);
  const widths = WIDTHS.map((widest, index) => {
    const narrower = WIDTHS[index - 1] ?? -1;
    return pickRows(rows, (length) => length > narrower && length <= widest);
  }).filter(({ length }) => length > 0);
  return { widths, revised, groups, bytes: sums.length * BYTES_PER_ROW };
}

const BYTES_PER_ROW = 8 + 8 + 1 + 4 + 8 * FLOW_SUMS_SIZE;

/** The group of each row. They are numbered by their codes, so that frames list them in the same order everywhere. */
function numberGroups(sums: PeriodSums, groups: GroupIndex): Uint32Array {
  const [first, second] = sums.codes;
  if (first === undefined) return new Uint32Array(sums.length);
  const width = second?.length ?? 1;
  const pairOf = (row: number): number => sums.groups[0]![row]! * width + (sums.groups[1]?.[row] ?? 0);
  const codesOf = (pair: number): GroupNames => {
    const a = first[Math.floor(pair / width)]!;
    return second === undefined ? [a] : [a, second[pair % width]!];
  };
  const pairs = new Set<number>();
  for (let row = 0; row < sums.length; row++) pairs.add(pairOf(row));
  const inOrder = [...pairs].map((pair) => ({ pair, codes: codesOf(pair) }));
  inOrder.sort((a, b) => compareCodes(a.codes, b.codes));
  const groupOf = new Map(inOrder.map(({ pair, codes }) => [pair, groups.groupOfCodes(codes)]));
  return Uint32Array.from({ length: sums.length }, (_, row) => groupOf.get(pairOf(row))!);
}

/** By code units, "not reported" first: the same on every machine. */
function compareCodes(a: GroupNames, b: GroupNames): number {
  for (const [index, code] of a.entries()) {
    const other = b[index]!;
    if (code === other) continue;
    if (code === null) return -1;
    return other === null || code > other ? 1 : -1;
  }
  return 0;
}

/** One row per period, flow and group: codes that the view cuts to the same digits are one group. */
function foldRows(sums: PeriodSums, group: Uint32Array, isLeftOut: (row: number) => boolean): PeriodRows {
  const rows = createRows(sums.length);
  const scratch = new Float64Array(FLOW_SUMS_SIZE);
  const ofPeriod = new Map<number, number>();
  let length = 0;
  for (let row = 0; row < sums.length; row++) {
    const isNewPeriod =
      row === 0 || sums.start[row] !== sums.start[row - 1] || sums.end[row] !== sums.end[row - 1];
    if (isNewPeriod) ofPeriod.clear();
    if (isLeftOut(row)) continue;
    const key = 2 * group[row]! + sums.flow[row]!;
    let into = ofPeriod.get(key);
    if (into === undefined) {
      into = length++;
      ofPeriod.set(key, into);
      rows.start[into] = sums.start[row]!;
      rows.end[into] = sums.end[row]!;
      rows.flow[into] = sums.flow[row]!;
      rows.group[into] = group[row]!;
    }
    writePeriodSums(scratch, sums, row);
    addFlowSums(rows.sums, into * FLOW_SUMS_SIZE, scratch, 0);
  }
  return { ...rows, length, longest: Infinity };
}

function createRows(length: number) {
  return {
    start: new Float64Array(length),
    end: new Float64Array(length),
    flow: new Uint8Array(length),
    group: new Uint32Array(length),
    sums: new Float64Array(length * FLOW_SUMS_SIZE),
  };
}

/** The rows whose periods have the lengths wanted, in the same order. */
function pickRows(rows: PeriodRows, isWanted: (length: number) => boolean): PeriodRows {
  const wanted: number[] = [];
  let longest = 0;
  for (let row = 0; row < rows.length; row++) {
    const length = rows.end[row]! - rows.start[row]!;
    if (!isWanted(length)) continue;
    wanted.push(row);
    longest = Math.max(longest, length);
  }
  const sums = new Float64Array(wanted.length * FLOW_SUMS_SIZE);
  wanted.forEach((row, index) => {
    sums.set(rows.sums.subarray(row * FLOW_SUMS_SIZE, (row + 1) * FLOW_SUMS_SIZE), index * FLOW_SUMS_SIZE);
  });
  return {
    length: wanted.length,
    start: Float64Array.from(wanted, (row) => rows.start[row]!),
    end: Float64Array.from(wanted, (row) => rows.end[row]!),
    flow: Uint8Array.from(wanted, (row) => rows.flow[row]!),
    group: Uint32Array.from(wanted, (row) => rows.group[row]!),
    sums,
    longest,
  };
}

/** Index of the first row that starts at or after `time`. */
export function firstAt({ start, length }: PeriodRows, time: number): number {
  return firstIndex(length, (row) => start[row]! >= time);
}
