import { expect, it } from 'vitest';
import { createRecordBatch, type RecordBatch } from '../../../../server/records/record-batch.js';
import { PeriodSums, type SumRow } from '../../../../server/timelines/live/period-sums.js';
import { createRandom } from '../../../support/random.js';

const DAY = 86_400_000;
const random = createRandom(31);
const startOf = (time: number): number => Math.floor(time / DAY) * DAY;

/** Rows of few codes, the least and the greatest among them, of days before 1970 too, some of which take back others. */
function randomBatch(rows: number): RecordBatch {
  const batch = createRecordBatch(rows);
  batch.length = rows;
  for (let row = 0; row < rows; row++) {
    batch.time[row] = random.whole(-30, 30) * DAY + random.whole(0, DAY - 1);
    batch.flow[row] = random.whole(0, 1);
    for (const column of [batch.partner, batch.commodity, batch.port, batch.mode, batch.transport])
      column[row] = random.pick([0, 1, 65_535]);
    batch.records[row] = random.pick([1, 1, 1, -1]);
    const sign = batch.records[row]!;
    batch.value[row] = random.chance(0.2) ? NaN : sign * random.whole(0, 1_000_000);
    batch.netKg[row] = random.chance(0.2) ? NaN : sign * random.whole(0, 1_000_000);
  }
  return batch;
}

const { isNaN } = Number;

function keyOf(row: Omit<SumRow, 'records'>): string {
  const { time, flow, partner, commodity, port, mode, transport, value, netKg } = row;
  return [time, flow, partner, commodity, port, mode, transport, isNaN(value), isNaN(netKg)].join();
}

function naiveSums(batches: readonly RecordBatch[]): Map<string, [number, number, number]> {
  const sums = new Map<string, [number, number, number]>();
  for (const batch of batches)
    for (let row = 0; row < batch.length; row++) {
      const at = (column: keyof Omit<RecordBatch, 'length'>): number => batch[column][row]!;
      const codes = {
        flow: at('flow'),
        partner: at('partner'),
        commodity: at('commodity'),
        port: at('port'),
        mode: at('mode'),
        transport: at('transport'),
      };
      const key = keyOf({ time: startOf(at('time')), ...codes, value: at('value'), netKg: at('netKg') });
      const [records, value, netKg] = sums.get(key) ?? [0, 0, 0];
      sums.set(key, [records + at('records'), value + at('value'), netKg + at('netKg')]);
    }
  return new Map([...sums].filter(([, amounts]) => amounts.some((amount) => amount !== 0 && !isNaN(amount))));
}

it('sums of periods are those that adding up by all codes comes to, however many rows there are', () => {
  console.log(`seed ${random.seed}`);
  const sums = new PeriodSums(startOf);
  for (const rows of [0, 1, 20_000, 300]) {
    const batches = [randomBatch(rows), randomBatch(rows)];
    for (const _step of sums.addInSteps(batches));
    const found = Array.from(sums.rows(), (row): [string, [number, number, number]] => [
      keyOf(row),
      [row.records, row.value, row.netKg],
    ]);
    expect(new Set(found.map(([key]) => key)).size).toBe(found.length);
    expect(new Map(found), `seed ${random.seed}`).toEqual(naiveSums(batches));
    sums.clear();
    expect([...sums.rows()]).toEqual([]);
    expect(sums.size).toBe(0);
  }
});
