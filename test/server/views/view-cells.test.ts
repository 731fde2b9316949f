import { expect, test } from 'vitest';
import { parseView, type ViewRequest } from '../../../protocol/view.js';
import {
  createDictionaries,
  createRecordBatch,
  type RecordBatch,
} from '../../../server/records/record-batch.js';
import { ROW_SIZE } from '../../../server/views/bucket-rows.js';
import { sumToBigInt } from '../../../server/views/exact-sum.js';
import {
  FLOW_SUMS_SIZE,
  NET_KG,
  NET_KG_WITH_VALUE,
  RECORDS,
  VALUE,
  VALUED,
  VALUE_WITH_WEIGHT,
  WEIGHED,
} from '../../../server/views/flow-sums.js';
import { ViewCells } from '../../../server/views/view-cells.js';
import { createRandom, type Random } from '../../support/random.js';

const DAY = 86_400_000;
const NOON = Date.UTC(2025, 5, 10, 12);

const VIEWS: readonly Partial<ViewRequest>[] = [
  {},
  { by: ['flow'], bucket: '1h' },
  { by: ['partner'] },
  { by: ['commodity:2', 'flow'] },
  { by: ['commodity:2'], where: { commodity: ['85', '2601'] } },
  { by: ['partner', 'port'] },
  { by: ['commodity', 'partner'], where: { flow: ['export'] } },
  { by: ['mode'], where: { partner: ['P1', 'P2', 'nowhere'] } },
  { where: { partner: ['P3'], flow: ['import'] } },
];

const SUMS = [VALUE, NET_KG, VALUE_WITH_WEIGHT, NET_KG_WITH_VALUE];

const dictionaries = createDictionaries();
const cellsOf = (view: Partial<ViewRequest>): ViewCells => {
  const request = { timeline: 'test', measures: ['value'] as const, bucket: '1d' as const, last: 3, ...view };
  const cells = new ViewCells(parseView({ ...request, measures: [...request.measures] }), dictionaries, 0);
  cells.table.moveWindow(NOON + DAY);
  return cells;
};

/** Figures of every bucket, group and flow, by name. */
function figures(cells: ViewCells): Map<string, (number | bigint)[]> {
  const all = new Map<string, (number | bigint)[]>();
  for (const bucket of cells.table.buckets()) {
    for (let slot = 0; slot < bucket.slots; slot++) {
      if (bucket.seqAt(slot) === 0) continue;
      for (const flow of [0, 1]) {
        const offset = slot * ROW_SIZE + flow * FLOW_SUMS_SIZE;
        const counts = [RECORDS, VALUED, WEIGHED].map((at) => bucket.sums[offset + at]!);
        const sums = SUMS.map((at) => sumToBigInt(bucket.sums, offset + at));
        all.set(JSON.stringify([bucket.start, cells.groups.names(slot), flow]), [...counts, ...sums]);
      }
    }
  }
  return all;
}

function randomBatch(random: Random, rows: number, days: number): RecordBatch {
  const batch = createRecordBatch(rows + random.whole(0, 10));
  const largest = random.pick([100, 2 ** 40, 2 ** 52 - 1]);
  const amount = (): number => (random.chance(0.1) ? NaN : random.whole(-largest, largest));
  const commodities = ['850440', '260111', '260200', '0101', ''];
  for (let row = 0; row < rows; row++) {
    batch.time[row] = NOON - Math.floor(random.next() * days * DAY);
    batch.flow[row] = random.whole(0, 1);
    batch.partner[row] = dictionaries.partner.intern(`P${random.whole(0, 20)}`);
    batch.commodity[row] = dictionaries.commodity.intern(random.pick(commodities));
    batch.port[row] = dictionaries.port.intern(random.chance(0.2) ? null : `Q${random.whole(0, 30)}`);
    batch.mode[row] = dictionaries.mode.intern(`M${random.whole(0, 3)}`);
    batch.records[row] = random.chance(0.1) ? random.whole(2, 9) : 1;
    batch.value[row] = amount();
    batch.netKg[row] = amount();
  }
  batch.length = rows;
  return batch;
}

test('a batch counted as a whole comes to the same as its rows counted one by one', () => {
  const random = createRandom(20_251_125);
  console.info(`seed ${random.seed}`);
  for (let round = 0; round < 20; round++) {
    const batches = [0.4, 0.4, 5].map((days) => randomBatch(random, random.whole(1, 900), days));
    for (const view of VIEWS) {
      const [whole, byRow] = [cellsOf(view), cellsOf(view)];
      batches.forEach((batch, index) => {
        whole.add(batch, index + 1);
        for (let row = 0; row < batch.length; row++) byRow.add(batch, index + 1, row, row + 1);
      });
      expect(figures(whole)).toEqual(figures(byRow));
    }
  }
});

test('a part of a batch is counted without the rest of it', () => {
  const random = createRandom(7);
  const batch = randomBatch(random, 600, 0.4);
  const [parts, whole] = [cellsOf({ by: ['partner'] }), cellsOf({ by: ['partner'] })];
  parts.add(batch, 1, 0, 300);
  parts.add(batch, 1, 300, 600);
  whole.add(batch, 1);
  expect(figures(parts)).toEqual(figures(whole));
});
