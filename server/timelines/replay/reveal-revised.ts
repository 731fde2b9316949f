import { bucketEnd, bucketStart } from '../../../protocol/buckets.js';
import { firstIndex } from '../../records/first-index.js';
import { addFlowSums, FLOW_SUMS_SIZE, VALUED, WEIGHED } from '../../views/flow-sums.js';
import type { ViewCells } from '../../views/view-cells.js';
import type { AsOf } from '../cell-source.js';
import { addPart, partOf } from './period-sums.js';
import { versionAt, type RevisedPeriod, type RevisedPeriods } from './revised-periods.js';

/**
 * Brings revised periods from instant `from` up to `to` into a view's cells, in the version that is known at `asOf.to`; what
 * is in them already becomes what it comes to since `asOf.from`. Each part of a period is a share of one running total, so
 * the parts of a revised period add up to the revised figure.
 */
export function revealRevised(
  revised: RevisedPeriods,
  cells: ViewCells,
  from: number,
  to: number,
  asOf: AsOf,
  seq: number,
): void {
  const { periods, revisions } = revised;
  let index = firstIndex(revisions.length, (at) => revisions[at]!.at > asOf.from);
  for (; index < revisions.length && revisions[index]!.at <= asOf.to; index++) {
    const { period, version } = revisions[index]!;
    if (period.start < from)
      addParts(cells, period, -Infinity, Math.min(period.end, from), version, seq, version - 1);
  }
  let row = firstIndex(periods.length, (at) => periods[at]!.start >= from - revised.longest);
  for (; row < periods.length && periods[row]!.start < to; row++) {
    const period = periods[row]!;
    const isInstant = period.start === period.end;
    if (isInstant ? period.start < from : period.end <= from) continue;
    addParts(cells, period, from, Math.min(period.end, to), versionAt(period, asOf.to), seq);
  }
}

/** Reused for every part: nothing else runs between its writing and its reading. */
const part = new Float64Array(FLOW_SUMS_SIZE);
const replaced = new Float64Array(FLOW_SUMS_SIZE);

/** Adds a version's share of each bucket from `from` up to `to`; or, where it replaces one, by how much that changes. */
function addParts(
  cells: ViewCells,
  period: RevisedPeriod,
  from: number,
  to: number,
  version: number,
  seq: number,
  replacing?: number,
): void {
  const { bucket, utcOffsetMs } = cells.table.grid;
  const [sums, before] = [period.versions[version]!.sums, period.versions[replacing ?? 0]!.sums];
  if (isNothing(sums)) return;
  let time = Math.max(period.start, from, cells.table.windowStart);
  if (time > period.start && time >= to) return;
  do {
    const next = Math.min(to, bucketEnd(bucket, time, utcOffsetMs));
    const isFirst = time === period.start || time === bucketStart(bucket, time, utcOffsetMs);
    writePart(part, period, sums, time, next, isFirst);
    if (replacing !== undefined) {
      writePart(replaced, period, before, time, next, isFirst);
      addFlowSums(part, 0, replaced, 0, -1);
    }
    cells.addSums(period.group, period.flow, time, part, 0, seq);
    if (version > 0) cells.noteRevision(period.group, period.flow, time, seq);
    time = next;
  } while (time < to);
}

/** That a period reports a value or a weight is counted once a bucket: a revision may take it back. */
function writePart(
  into: Float64Array,
  period: RevisedPeriod,
  sums: Float64Array,
  from: number,
  to: number,
  isFirst: boolean,
): void {
  if (from === period.start && to === period.end) return into.set(sums);
  into.fill(0);
  addPart(into, 0, sums, 0, partOf(period.start, period.end - period.start, from, to));
  if (!isFirst) into[VALUED] = into[WEIGHED] = 0;
}

/** A period that is not known at all until a record of it is revised. */
function isNothing(sums: Float64Array): boolean {
  return sums.every((sum) => sum === 0);
}
