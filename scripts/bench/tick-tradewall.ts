import { parseView } from '../../protocol/view.js';
import {
  createDictionaries,
  createRecordBatch,
  type RecordBatch,
} from '../../server/records/record-batch.js';
import { OpenView } from '../../server/views/open-view.js';

const DAY = 86_400_000;
const VIEWS = 100;
const PARTNERS = 200;
const DAYS = 30;
const MEASURES = ['value', 'tonnage'] as const;
/** Rows of a view, each with a cell for every measure. */
const ROWS = PARTNERS * DAYS;
/** Ticks whose CPU time is taken together, for the clock of the process is coarse. */
const TICKS: Readonly<Record<number, number>> = { 0.01: 40, 0.1: 10, 1: 2 };

const dictionaries = createDictionaries();
const context = {
  dictionaries,
  utcOffsetMs: 0,
  decimals: { value: 2, netKg: 0 },
  hasBothFlows: true,
  description: { from: 0 },
};
const view = parseView({
  timeline: 'bench',
  measures: [...MEASURES],
  by: ['partner'],
  bucket: '1d',
  last: DAYS,
});
const views = Array.from({ length: VIEWS }, () => new OpenView(view, context, 1, DAYS * DAY));
let seq = 1;
count(1);

process.on('message', ({ share }: { share: number }) => {
  measure(share);
  process.send!(measure(share));
});
process.send!({ views: VIEWS, cells: ROWS * MEASURES.length });

/** CPU time of a tick in which this share of the rows changed: what changed is found and encoded. */
function measure(share: number): { cpuMs: number; changed: number } {
  let [cpuMs, changed] = [0, 0];
  const ticks = TICKS[share]!;
  for (let tick = 0; tick < ticks; tick++) {
    count(share);
    const before = process.cpuUsage();
    for (const open of views) {
      const update = open.changesSince(seq - 1)!;
      if (JSON.stringify(update).length === 0) throw new Error('tick: nothing was encoded');
      changed += update.rows.length * MEASURES.length;
    }
    const { user, system } = process.cpuUsage(before);
    cpuMs += (user + system) / 1_000;
  }
  return { cpuMs: cpuMs / ticks, changed: changed / ticks };
}

/** Brings a record to each of this share of the rows of every view, as the next tick. */
function count(share: number): void {
  seq++;
  const batch = recordsOf(share);
  for (const open of views) {
    open.cells.table.moveWindow(DAYS * DAY);
    open.cells.add(batch, seq);
    open.settle(seq, DAYS * DAY);
  }
}

/** Rows that follow each other in steps are spread over all days and partners. */
function recordsOf(share: number): RecordBatch {
  const batch = createRecordBatch(Math.round(ROWS * share));
  for (let index = 0; index < batch.time.length; index++) {
    const row = Math.floor(index / share) + (seq % Math.round(1 / share));
    batch.time[index] = (row % DAYS) * DAY;
    batch.partner[index] = dictionaries.partner.intern(`P${Math.floor(row / DAYS)}`);
    batch.records[index] = 1;
    batch.value[index] = 100 + row;
    batch.netKg[index] = 1_000 + row;
  }
  batch.length = batch.time.length;
  return batch;
}
