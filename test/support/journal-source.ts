import type { RecordBatch } from '../../server/records/record-batch.js';
import { createDictionaries, createRecordBatch } from '../../server/records/record-batch.js';
import type { CellSource } from '../../server/timelines/cell-source.js';
import type { ViewCells } from '../../server/views/view-cells.js';

/** One record as a test writes it; amounts in the units of the source. */
export interface TestRecord {
  readonly time: number;
  readonly flow: 'import' | 'export';
  readonly partner?: string;
  readonly commodity?: string;
  readonly port?: string;
  readonly value?: number;
  readonly netKg?: number;
}

/** A source of records in the order in which they arrive, early or late: each view counts what is new to it. */
export interface JournalSource extends CellSource {
  readonly records: readonly TestRecord[];
  append(record: TestRecord): void;
}

export function createJournalSource(
  name: string,
  utcOffset = '+08:00',
  utcOffsetMs = 28_800_000,
): JournalSource {
  const records: TestRecord[] = [];
  const dictionaries = createDictionaries();
  /** How many records each view's cells have looked at, and those of them that its playhead has not reached. */
  const looked = new WeakMap<ViewCells, { count: number; held: readonly TestRecord[] }>();
  const toBatch = (arrived: readonly TestRecord[]): RecordBatch => {
    const batch = createRecordBatch(arrived.length);
    for (const record of arrived) {
      const row = batch.length++;
      batch.time[row] = record.time;
      batch.flow[row] = record.flow === 'export' ? 1 : 0;
      for (const dimension of ['partner', 'commodity', 'port'] as const) {
        batch[dimension][row] = dictionaries[dimension].intern(record[dimension] ?? null);
      }
      batch.records[row] = 1;
      batch.value[row] = record.value ?? NaN;
      batch.netKg[row] = record.netKg ?? NaN;
    }
    return batch;
  };
  return {
    records,
    append: (record) => records.push(record),
    description: {
      name,
      kind: 'live',
      title: 'test',
      source: 'test',
      currency: 'CNY',
      valuation: { import: 'CIF', export: 'FOB' },
      utcOffset,
      frequency: 'instant',
      flows: ['import', 'export'],
      dimensions: ['flow', 'partner', 'commodity', 'port'],
      measures: ['value', 'tonnage', 'records'],
      from: 0,
      to: null,
      controllable: true,
    },
    dictionaries,
    utcOffsetMs,
    hasBothFlows: true,
    decimals: { value: 2, netKg: 0 },
    openFeed: () =>
      Promise.resolve({
        *advance(cells, _from, to, seq) {
          const { count, held } = looked.get(cells) ?? { count: 0, held: [] };
          const arrived = [...held, ...records.slice(count)];
          cells.add(toBatch(arrived.filter(({ time }) => time < to)), seq);
          looked.set(cells, { count: records.length, held: arrived.filter(({ time }) => time >= to) });
          yield;
        },
      }),
  };
}
