import { describe, expect, it } from 'vitest';
import { expoDays } from '../../../../protocol/china-calendar.js';
import { EXPORT, IMPORT } from '../../../../server/records/record-batch.js';
import { createSimulatedTrade } from '../../../../server/timelines/simulated/simulated-trade.js';
import { beijing, DAY, daysOf, HOUR, meanOf, valueOfDay } from './year-of-trade.js';

const trade = createSimulatedTrade({ seed: 42 });
const weekdayOf = (day: number) => new Date(day + 8 * HOUR).getUTCDay();

/** Mean value of the days from `first` on, CNY. */
function meanDay(first: number, days: number): number {
  return meanOf(Array.from({ length: days }, (_, i) => valueOfDay(trade, first + i * DAY)));
}

describe('the days of simulated trade', () => {
  it.each([
    [2024, 2, 10],
    [2026, 2, 17],
    [2029, 2, 13],
    [2033, 1, 31],
  ])('dip in the week of Lunar New Year %i-%i-%i, wherever that falls', (year, month, day) => {
    const newYear = beijing(year, month, day);
    const holiday = meanDay(newYear, 7);
    expect(holiday).toBeLessThan(0.62 * meanDay(beijing(year, 5, 12), 14));
    expect(holiday).toBeLessThan(0.7 * meanDay(newYear - 21 * DAY, 7));
  });

  it('dip in the first week of October', () => {
    expect(meanDay(beijing(2025, 10, 1), 7)).toBeLessThan(0.75 * meanDay(beijing(2025, 10, 15), 14));
  });

  it('dip on the days that were off for Golden Week, and on no others', () => {
    // All of them are working days otherwise.
    const beside = (year: number, month: number, day: number): number =>
      valueOfDay(trade, beijing(year, month, day)) / meanDay(beijing(year, 9, 18), 5);
    expect(beside(2023, 9, 28)).toBeGreaterThan(0.85);
    expect(beside(2023, 9, 29)).toBeLessThan(0.75);
    expect(beside(2025, 10, 8)).toBeLessThan(0.85);
    expect(beside(2024, 10, 8)).toBeGreaterThan(0.85);
  });

  it('are busiest towards the end of the year', () => {
    expect(meanDay(beijing(2025, 12, 1), 28)).toBeGreaterThan(1.04 * meanDay(beijing(2025, 4, 7), 21));
  });

  it('have quiet weekends, quieter for exports than for the weight of imports', () => {
    const weekend = { value: [0, 0], kg: [0, 0] };
    const week = { value: [0, 0], kg: [0, 0] };
    for (const day of daysOf(2025)) {
      const totals = trade.totalsOfDay(day);
      const isWeekend = weekdayOf(day) === 0 || weekdayOf(day) === 6;
      for (const flow of [IMPORT, EXPORT]) {
        (isWeekend ? weekend : week).value[flow]! += totals.value[flow]! / (isWeekend ? 104 : 261);
        (isWeekend ? weekend : week).kg[flow]! += totals.netKg[flow]! / (isWeekend ? 104 : 261);
      }
    }
    expect(weekend.value[EXPORT]! / week.value[EXPORT]!).toBeLessThan(0.72);
    expect(weekend.value[EXPORT]! / week.value[EXPORT]!).toBeGreaterThan(0.5);
    expect(weekend.kg[IMPORT]! / week.kg[IMPORT]!).toBeGreaterThan(0.85);
  });

  it('run on into the next year without a step', () => {
    for (const year of [2024, 2025, 2026]) {
      const before = meanDay(beijing(year, 12, 18), 14);
      expect(Math.abs(meanDay(beijing(year + 1, 1, 2), 14) / before - 1), `${year}`).toBeLessThan(0.15);
    }
  });
});

describe('the hours of simulated trade', () => {
  const day = beijing(2025, 5, 14);
  const counts = Array.from({ length: 24 }, (_, hour) => trade.recordsOfHour(day + hour * HOUR).length);

  it('follow the working day in Beijing', () => {
    const busiest = counts.indexOf(Math.max(...counts));
    expect([9, 10, 14, 15, 16]).toContain(busiest);
    expect(counts[3]!).toBeLessThan(0.25 * counts[busiest]!);
    expect(counts[12]!).toBeLessThan(0.75 * counts[10]!);
  });

  it('bring about 2.8 records a second over a year', () => {
    let records = 0;
    for (const at of daysOf(2024)) {
      const totals = trade.totalsOfDay(at);
      records += totals.records[0]! + totals.records[1]!;
    }
    expect(records / (366 * 86_400)).toBeCloseTo(2.795, 1);
  });

  it('bring shipments from small to huge: half of the value in few records', () => {
    const { value, length } = trade.recordsOfHour(day + 10 * HOUR);
    const sizes = value.slice(0, length).toSorted().toReversed();
    const total = sizes.reduce((a, b) => a + b, 0);
    let running = 0;
    const needed = sizes.findIndex((size) => (running += size) > total / 2) + 1;
    expect(needed / length).toBeLessThan(0.05);
    const median = sizes[length >> 1]! / 100;
    expect(median).toBeGreaterThan(5_000);
    expect(median).toBeLessThan(200_000);
  });
});

describe('an expo', () => {
  const { dictionaries } = trade;

  function valueOfLanes(
    day: number,
    flow: number,
    ports: ReadonlySet<string>,
    chapters: ReadonlySet<string>,
  ): number {
    const lanes = trade.lanesOfDay(day);
    let sum = 0;
    for (let i = 0; i < lanes.length; i++) {
      const port = dictionaries.port.code(lanes.port[i]!) ?? '';
      const chapter = (dictionaries.commodity.code(lanes.commodity[i]!) ?? '').slice(0, 2);
      if (lanes.flow[i] === flow && ports.has(port) && chapters.has(chapter)) sum += lanes.value[i]!;
    }
    return sum;
  }

  /** How much of its flow the lanes carry during the days, over how much three weeks before and after. */
  function lift(
    first: number,
    days: number,
    flow: number,
    ports: ReadonlySet<string>,
    chapters: ReadonlySet<string>,
  ) {
    const share = (from: number) =>
      meanOf(
        Array.from({ length: days }, (_, i) => {
          const day = from + i * DAY;
          return valueOfLanes(day, flow, ports, chapters) / trade.totalsOfDay(day).value[flow]!;
        }),
      );
    const away = Math.ceil((days + 8) / 7) * 7 * DAY;
    return share(first) / ((share(first - away) + share(first + away)) / 2);
  }

  it('in Shanghai lifts the imports that it shows, through Shanghai', () => {
    const [month, day] = expoDays('ciie', 2025).from;
    const goods = new Set(['04', '22', '30', '33', '84', '90']);
    expect(lift(beijing(2025, month, day), 6, IMPORT, new Set(['CNSHA', 'CNPVG']), goods)).toBeGreaterThan(
      1.2,
    );
    expect(lift(beijing(2025, month, day), 6, IMPORT, new Set(['CNTAO', 'CNNGB']), goods)).toBeLessThan(1.1);
  });

  it('in Guangzhou lifts exports of its goods through Guangdong, in spring and autumn', () => {
    const goods = new Set(['84', '85', '94', '95']);
    for (const id of ['canton-spring', 'canton-autumn'] as const) {
      const [month, day] = expoDays(id, 2024).from;
      const ports = new Set(['CNYTN', 'CNSHK', 'CNNSA', 'CNCAN']);
      expect(lift(beijing(2024, month, day), 21, EXPORT, ports, goods), id).toBeGreaterThan(1.06);
    }
  });
});
