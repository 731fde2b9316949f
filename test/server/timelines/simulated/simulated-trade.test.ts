import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RecordBatch } from '../../../../server/records/record-batch.js';
import {
  createSimulatedTrade,
  type SimulatedTrade,
} from '../../../../server/timelines/simulated/simulated-trade.js';
import { beijing, DAY, daysOf, HOUR, sumByFlow } from './year-of-trade.js';

const DAYS = {
  'a leap day': beijing(2024, 2, 29),
  'Lunar New Year': beijing(2026, 2, 17),
  'the last day of a year': beijing(2023, 12, 31),
  'an expo day': beijing(2025, 11, 6),
  'a day far ahead': beijing(2099, 7, 5),
};

const hoursOf = (day: number) => Array.from({ length: 24 }, (_, hour) => day + hour * HOUR);

/** All columns of a batch as they lie in memory, little-endian on every machine that Node runs on here. */
function digest(batch: RecordBatch): string {
  const hash = createHash('sha256');
  const { time, flow, partner, commodity, port, mode, transport, records, value, netKg } = batch;
  for (const column of [time, flow, partner, commodity, port, mode, transport, records, value, netKg]) {
    const rows = column.subarray(0, batch.length);
    hash.update(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
  }
  return hash.digest('hex');
}

describe('levels of simulated trade', () => {
  describe.each([42, 7, -123456789])('with seed %i', (seed) => {
    const trade = createSimulatedTrade({ seed });

    it.each(Object.entries(DAYS))(
      'add up exactly from records to hours to lanes to totals on %s',
      (_, day) => {
        const totals = sumByFlow([trade.totalsOfDay(day)]);
        expect(sumByFlow([trade.lanesOfDay(day)])).toEqual(totals);
        expect(sumByFlow(hoursOf(day).map((hour) => trade.lanesOfHour(hour)))).toEqual(totals);
        expect(sumByFlow(hoursOf(day).map((hour) => trade.recordsOfHour(hour)))).toEqual(totals);
      },
    );
  });

  it('add up lane by lane: the hours of a lane are its day, the records of an hour its hour', () => {
    const trade = createSimulatedTrade({ seed: 5 });
    const day = beijing(2025, 3, 12);
    const byLane = (batches: RecordBatch[]) => {
      const sums = new Map<string, number[]>();
      for (const batch of batches) {
        for (let i = 0; i < batch.length; i++) {
          const { flow, partner, commodity, port, mode, transport } = batch;
          const key = [flow[i], partner[i], commodity[i], port[i], mode[i], transport[i]].join();
          const sum = sums.get(key) ?? [0, 0, 0];
          sums.set(key, [sum[0]! + batch.records[i]!, sum[1]! + batch.value[i]!, sum[2]! + batch.netKg[i]!]);
        }
      }
      return sums;
    };
    const lanes = byLane([trade.lanesOfDay(day)]);
    expect(lanes.size).toBe(trade.lanesOfDay(day).length);
    expect(byLane(hoursOf(day).map((hour) => trade.lanesOfHour(hour)))).toEqual(lanes);
    const hour = day + 10 * HOUR;
    expect(byLane([trade.recordsOfHour(hour)])).toEqual(byLane([trade.lanesOfHour(hour)]));
  });
});

describe('records of an hour', () => {
  const trade = createSimulatedTrade({ seed: 42 });

  it.each(Object.entries(DAYS))(
    'lie inside it, in time order, each worth and weighing something, on %s',
    (_, day) => {
      for (const hour of [0, 9, 23]) {
        const start = day + hour * HOUR;
        const { length, time, records, value, netKg } = trade.recordsOfHour(start);
        expect(length).toBeGreaterThan(0);
        for (let i = 0; i < length; i++) {
          const isInOrder = time[i]! >= (i === 0 ? start : time[i - 1]!) && time[i]! < start + HOUR;
          const isWhole =
            Number.isInteger(time[i]!) && Number.isInteger(value[i]!) && Number.isInteger(netKg[i]!);
          if (!isInOrder || !isWhole || records[i] !== 1 || value[i]! < 1 || netKg[i]! < 1) {
            expect.fail(`row ${i} of ${start}: ${time[i]} ${records[i]} ${value[i]} ${netKg[i]}`);
          }
        }
      }
    },
  );

  it('name a partner, commodity, port, mode and transport each', () => {
    const batch = trade.recordsOfHour(beijing(2024, 5, 16) + 10 * HOUR);
    for (const dimension of ['partner', 'commodity', 'port', 'mode', 'transport'] as const) {
      expect(Math.min(...batch[dimension].subarray(0, batch.length))).toBeGreaterThan(0);
    }
  });

  it('are spread over the milliseconds, not bunched on seconds', () => {
    const { time, length } = trade.recordsOfHour(beijing(2024, 5, 16) + 10 * HOUR);
    expect(new Set(Array.from(time.subarray(0, length), (t) => t % 1000)).size).toBeGreaterThan(990);
  });
});

describe('a seed', () => {
  it('gives the same bytes whatever was asked for before', () => {
    const times = [beijing(2031, 2, 3), beijing(2024, 2, 29), beijing(2024, 12, 31), beijing(2010, 10, 1)];
    const ask = (trade: SimulatedTrade, order: number[]) =>
      order.map((day) => [day, digest(trade.recordsOfHour(day + 9 * HOUR)), digest(trade.lanesOfDay(day))]);
    const forwards = ask(createSimulatedTrade({ seed: 9 }), times);
    const busy = createSimulatedTrade({ seed: 9 });
    for (const day of daysOf(2024)) busy.totalsOfDay(day);
    for (let i = 0; i < 40; i++) busy.lanesOfDay(beijing(2001, 1, 1) + i * 400 * DAY);
    expect(ask(busy, times.toReversed()).toReversed()).toEqual(forwards);
  });

  it('makes other records than another seed', () => {
    const hour = beijing(2024, 6, 3) + 10 * HOUR;
    const one = digest(createSimulatedTrade({ seed: 1 }).recordsOfHour(hour));
    expect(digest(createSimulatedTrade({ seed: 2 }).recordsOfHour(hour))).not.toBe(one);
  });

  it('42 still makes the records it made before', () => {
    const trade = createSimulatedTrade({ seed: 42 });
    expect(digest(trade.recordsOfHour(beijing(2026, 1, 5) + 16 * HOUR))).toBe(GOLDEN_HOUR);
  });

  it('must be a whole number', () => {
    expect(() => createSimulatedTrade({ seed: 1.5 })).toThrow('seed: expected a whole number, got 1.5');
  });
});

describe('batches', () => {
  const trade = createSimulatedTrade({ seed: 3 });

  it('stay as they are while others are made', () => {
    const hour = beijing(2025, 8, 8) + 11 * HOUR;
    const batch = trade.recordsOfHour(hour);
    const before = digest(batch);
    for (let i = 1; i < 5; i++) trade.recordsOfHour(hour + i * HOUR);
    expect(digest(batch)).toBe(before);
  });

  it('are refused for times that no Beijing day or hour begins at', () => {
    const day = beijing(2025, 8, 8);
    expect(() => trade.totalsOfDay(day + HOUR)).toThrow(`such as ${day}, got ${day + HOUR}`);
    expect(() => trade.lanesOfDay(Date.UTC(2025, 7, 8))).toThrow(
      'dayStart: expected the start of a Beijing day',
    );
    expect(() => trade.recordsOfHour(day + 1)).toThrow(
      `hourStart: expected the start of a Beijing hour such as ${day}`,
    );
  });
});

/** Changes with any change of calibration or method: then look at what changed, and set it anew. */
const GOLDEN_HOUR = '432d5a7fbe504b94abfda69f0053bea296f4a96a20daf356bcc4ea948b657040';
