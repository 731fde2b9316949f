import { bucketEnd } from '../../../protocol/buckets.js';
import { dimensionOf, type Dimension } from '../../../protocol/dimensions.js';
import type { Measure } from '../../../protocol/measures.js';
import type { View } from '../../../protocol/view.js';
import { createDictionaries, createRecordBatch, type Dictionaries } from '../../records/record-batch.js';
import type { CodedDimension } from '../../views/row-selection.js';
import type { DatasetInfo, PeriodSums, Store } from '../../store/store.js';
import { splitBigInt } from '../../views/exact-sum.js';
import {
  FLOW_SUMS_SIZE,
  NET_KG,
  NET_KG_WITH_VALUE,
  RECORDS,
  VALUE,
  VALUED,
  VALUE_WITH_WEIGHT,
  WEIGHED,
} from '../../views/flow-sums.js';
import type { ViewCells } from '../../views/view-cells.js';
import type { CellSource } from '../cell-source.js';
import { revealedBetween, type PeriodRows } from './period-sums.js';

/** A dataset as it comes in: nothing is aggregated while it plays, the store's sums are revealed up to the playhead. */
export function createReplaySource(store: Store, dataset: DatasetInfo): CellSource {
  const dictionaries = createDictionaries();
  const measures: Measure[] = ['records'];
  if (dataset.measures.includes('netKg')) measures.unshift('tonnage');
  if (dataset.measures.includes('value')) measures.unshift('value');
  return {
    description: {
      name: dataset.name,
      kind: 'replay',
      title: dataset.title,
      source: dataset.source,
      currency: dataset.currency,
      valuation: dataset.valuation,
      utcOffset: '+00:00',
      frequency: dataset.frequency,
      dimensions: ['flow', ...dataset.dimensions.filter((dimension) => dimension !== 'flow')],
      measures,
      from: dataset.from,
      to: dataset.to,
      controllable: true,
    },
    dictionaries,
    utcOffsetMs: 0,
    decimals: dataset.decimals,
    openFeed: async (view) => {
      const by = groupedDimensions(view);
      const rows = toRows(
        await store.aggregate(dataset.name, { by, where: { ...view.where } }),
        by,
        dictionaries,
      );
      const feed = createPeriodFeed(rows);
      return { advance: (...args) => feed(...args) };
    },
  };
}

function groupedDimensions(view: View): CodedDimension[] {
  const dimensions: Dimension[] = view.by.map(dimensionOf);
  return dimensions.filter((dimension): dimension is CodedDimension => dimension !== 'flow');
}

function toRows(sums: PeriodSums, by: readonly CodedDimension[], dictionaries: Dictionaries): PeriodRows {
  const batch = createRecordBatch(sums.length);
  batch.length = sums.length;
  batch.time.set(sums.start);
  batch.flow.set(sums.flow);
  by.forEach((dimension, index) => {
    const coded = sums.codes[index]!.map((code) => dictionaries[dimension].intern(code));
    batch[dimension].set(sums.groups[index]!.map((code) => coded[code]!));
  });
  const rows = { batch, end: sums.end, sums: new Float64Array(sums.length * FLOW_SUMS_SIZE) };
  for (let row = 0; row < sums.length; row++) writeSums(rows.sums, row * FLOW_SUMS_SIZE, sums, row);
  return rows;
}

function writeSums(into: Float64Array, offset: number, sums: PeriodSums, row: number): void {
  into[offset + RECORDS] = sums.records[row]!;
  into[offset + VALUED] = sums.valued[row]!;
  into[offset + WEIGHED] = sums.weighed[row]!;
  into.set(splitBigInt(sums.value[row]!), offset + VALUE);
  into.set(splitBigInt(sums.netKg[row]!), offset + NET_KG);
  into.set(splitBigInt(sums.valueWithWeight[row]!), offset + VALUE_WITH_WEIGHT);
  into.set(splitBigInt(sums.netKgWithValue[row]!), offset + NET_KG_WITH_VALUE);
}

/** Rows between two chances for other work: some 5 ms of it. */
const ROWS_PER_SLICE = 20_000;

function createPeriodFeed(rows: PeriodRows) {
  const longest = rows.end.reduce((length, end, row) => Math.max(length, end - rows.batch.time[row]!), 0);
  const scratch = new Float64Array(FLOW_SUMS_SIZE);
  return function* advance(cells: ViewCells, from: number, to: number, seq: number): Iterable<void> {
    const { time, length } = rows.batch;
    // No period that starts before this reaches past `from`.
    for (let row = firstAt(rows, from - longest); row < length && time[row]! < to; row++) {
      reveal(rows, row, cells, from, to, seq, scratch);
      if (row % ROWS_PER_SLICE === 0) yield;
    }
  };
}

function reveal(
  rows: PeriodRows,
  row: number,
  cells: ViewCells,
  from: number,
  to: number,
  seq: number,
  scratch: Float64Array,
): void {
  const start = rows.batch.time[row]!;
  const end = Math.min(rows.end[row]!, to);
  const isInstant = rows.end[row] === start;
  if (isInstant ? start < from : end <= from) return;
  const { bucket, utcOffsetMs } = cells.table.grid;
  let time = Math.max(start, from);
  do {
    const next = isInstant ? end : Math.min(end, bucketEnd(bucket, time, utcOffsetMs));
    revealedBetween(rows, row, time, next, scratch);
    cells.addSums(rows.batch, row, time, scratch, seq);
    time = next;
  } while (time < end);
}

/** Index of the first row that starts at or after `time`. */
function firstAt(rows: PeriodRows, time: number): number {
  let low = 0;
  let high = rows.batch.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows.batch.time[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
