import { describe, expect, it } from 'vitest';
import { EXPORT, IMPORT } from '../../../../server/records/record-batch.js';
import { HEADINGS } from '../../../../server/timelines/simulated/calibration/commodities.js';
import { GATEWAYS, TRANSPORT_SHARES } from '../../../../server/timelines/simulated/calibration/gateways.js';
import {
  ANNUAL_DECLARATIONS,
  ANNUAL_TONNES,
  ANNUAL_VALUE_CNY,
  EXPORT_MONTH_SHARES,
  EXPORT_SHARE_OF_VALUE,
  IMPORT_MONTH_SHARES,
} from '../../../../server/timelines/simulated/calibration/headline.js';
import { TRADE_MODES } from '../../../../server/timelines/simulated/calibration/modes.js';
import { PARTNERS } from '../../../../server/timelines/simulated/calibration/partners.js';
import {
  EXPORT_DESTINATIONS,
  IMPORT_ORIGINS,
} from '../../../../server/timelines/simulated/calibration/supply.js';
import {
  createSimulatedTrade,
  type SimulatedTrade,
} from '../../../../server/timelines/simulated/simulated-trade.js';
import { daysOf, HOUR, sumByFlow } from './year-of-trade.js';

const FLOWS = { import: IMPORT, export: EXPORT } as const;
const YEAR = 2025;
/** Volumes of partners and chapters drift by up to 9 %, prices by 3 %, around the calibrated means. */
const DRIFT = 0.14;

interface Sum {
  value: number;
  netKg: number;
  records: number;
}

/** Sums of a simulated year by flow and code of one dimension, or any key of a lane. */
function sumYear(trade: SimulatedTrade) {
  const sums = new Map<string, Sum>();
  const add = (key: string, value: number, netKg: number, records: number) => {
    const sum = sums.get(key) ?? { value: 0, netKg: 0, records: 0 };
    sum.value += value / 100;
    sum.netKg += netKg;
    sum.records += records;
    sums.set(key, sum);
  };
  for (const day of daysOf(YEAR)) {
    const batch = trade.lanesOfDay(day);
    for (let i = 0; i < batch.length; i++) {
      for (const dimension of ['partner', 'commodity', 'mode', 'transport'] as const) {
        const code = trade.dictionaries[dimension].code(batch[dimension][i]!);
        add(`${batch.flow[i]} ${dimension} ${code}`, batch.value[i]!, batch.netKg[i]!, batch.records[i]!);
      }
      add(`${batch.flow[i]}`, batch.value[i]!, batch.netKg[i]!, batch.records[i]!);
    }
  }
  return (flow: number, dimension?: string, code?: string): Sum =>
    sums.get(dimension === undefined ? `${flow}` : `${flow} ${dimension} ${code}`) ?? {
      value: 0,
      netKg: 0,
      records: 0,
    };
}

describe('a simulated year', () => {
  it.each([
    [1, 2024],
    [42, 2025],
    [42, 2026],
    [-5, 2012],
    [99, 2090],
  ])('with seed %i, %i, has the calibrated value, weight, declarations and export share', (seed, year) => {
    const trade = createSimulatedTrade({ seed });
    const [imports, exports] = sumByFlow([...daysOf(year)].map((day) => trade.totalsOfDay(day)));
    const total = imports.map((sum, i) => sum + exports[i]!);
    expect(Math.abs(total[0]! / ANNUAL_DECLARATIONS.value - 1)).toBeLessThan(0.005);
    expect(Math.abs(total[1]! / 100 / ANNUAL_VALUE_CNY.value - 1)).toBeLessThan(0.005);
    expect(Math.abs(total[2]! / 1000 / ANNUAL_TONNES.value - 1)).toBeLessThan(0.005);
    expect(exports[1]! / total[1]!).toBeCloseTo(EXPORT_SHARE_OF_VALUE.value, 2);
  });

  it('has the published share of each month, as the mean of the years that was published', () => {
    const trade = createSimulatedTrade({ seed: 8 });
    const reached = [new Float64Array(12), new Float64Array(12)];
    for (const year of [2023, 2024, 2025]) {
      for (const day of daysOf(year)) {
        const { value } = trade.totalsOfDay(day);
        const month = new Date(day + 8 * HOUR).getUTCMonth();
        reached.forEach((months, flow) => (months[month]! += value[flow]!));
      }
    }
    for (const [flow, published] of [IMPORT_MONTH_SHARES, EXPORT_MONTH_SHARES].entries()) {
      const total = reached[flow]!.reduce((a, b) => a + b, 0);
      published.value.forEach((share, month) => {
        expect(
          Math.abs(reached[flow]![month]! / total / share - 1),
          `flow ${flow}, month ${month + 1}`,
        ).toBeLessThan(0.025);
      });
    }
  });
});

describe.each(Object.entries(FLOWS))('a year of %ss', (_, flow) => {
  const sumOf = sumYear(createSimulatedTrade({ seed: 42 }));
  const total = sumOf(flow).value;

  it('has the share of every partner', () => {
    for (const partner of PARTNERS) {
      const share = (flow === EXPORT ? partner.exportPct : partner.importPct) / 100;
      const reached = sumOf(flow, 'partner', partner.iso3).value / total;
      // small partners trade in a handful of lanes, some of them not every week
      expect(Math.abs(reached - share), partner.iso3).toBeLessThanOrEqual(0.18 * share + 0.0006);
    }
  });

  it('has the share of every mode', () => {
    for (const mode of TRADE_MODES) {
      const share = flow === EXPORT ? mode.exportShare : mode.importShare;
      const reached = sumOf(flow, 'mode', mode.code).value / total;
      expect(Math.abs(reached - share), mode.code).toBeLessThanOrEqual(0.1 * share + 0.0003);
    }
  });

  it('has the share of every transport', () => {
    for (const [transport, shares] of Object.entries(TRANSPORT_SHARES)) {
      const share = (flow === EXPORT ? shares.exportPct : shares.importPct) / 100;
      const reached = sumOf(flow, 'transport', transport).value / total;
      expect(Math.abs(reached - share), transport).toBeLessThanOrEqual(0.1 * share + 0.002);
    }
  });

  it('has the unit value of every heading with published tonnage', () => {
    for (const heading of HEADINGS) {
      const trade = flow === EXPORT ? heading.export : heading.import;
      if (trade?.tonnagePublished !== true) continue;
      const { value, netKg } = sumOf(flow, 'commodity', heading.hs);
      expect(Math.abs(value / (netKg / 1000) / trade.cnyPerTonne - 1), heading.hs).toBeLessThan(DRIFT);
    }
  });

  it('trades every heading that it has a value for', () => {
    for (const heading of HEADINGS) {
      const trade = flow === EXPORT ? heading.export : heading.import;
      const { records } = sumOf(flow, 'commodity', heading.hs);
      if (trade === undefined) expect(records, heading.hs).toBe(0);
      else expect(records, heading.hs).toBeGreaterThan(0);
    }
  });

  it('moves the published tonnage of bulk goods', () => {
    if (flow === EXPORT) return;
    const published = { '2601': 1260, '2709': 577.7, '1201': 111.8 };
    for (const [hs, megatonnes] of Object.entries(published)) {
      expect(Math.abs(sumOf(IMPORT, 'commodity', hs).netKg / 1e9 / megatonnes - 1), hs).toBeLessThan(DRIFT);
    }
  });
});

describe('the calibration tables', () => {
  it('cite a source for every figure', () => {
    const flows = HEADINGS.flatMap((heading) => [heading.export, heading.import]).filter(
      (flow) => flow !== undefined,
    );
    const cited = [
      ...flows,
      ...PARTNERS,
      ...TRADE_MODES,
      ...GATEWAYS,
      ...IMPORT_ORIGINS,
      ...EXPORT_DESTINATIONS,
    ];
    const figures = [ANNUAL_VALUE_CNY, ANNUAL_TONNES, ANNUAL_DECLARATIONS, EXPORT_SHARE_OF_VALUE, ...cited];
    for (const { source } of figures) expect(source).toMatch(/https?:\/\/|GAC|estimated|derived/);
  });

  it('add up: partners, modes, transports and the gateways of each to the whole', () => {
    const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
    expect(sum(PARTNERS.map((partner) => partner.exportPct))).toBeCloseTo(100, 6);
    expect(sum(PARTNERS.map((partner) => partner.importPct))).toBeCloseTo(100, 6);
    expect(sum(TRADE_MODES.map((mode) => mode.exportShare))).toBeCloseTo(1, 6);
    expect(sum(TRADE_MODES.map((mode) => mode.importShare))).toBeCloseTo(1, 6);
    for (const [transport, { exportPct, importPct }] of Object.entries(TRANSPORT_SHARES)) {
      const gateways = GATEWAYS.filter((gateway) => gateway.transport === transport);
      if (exportPct > 0)
        expect(sum(gateways.map((gateway) => gateway.exportPct)), transport).toBeCloseTo(100, 6);
      if (importPct > 0)
        expect(sum(gateways.map((gateway) => gateway.importPct)), transport).toBeCloseTo(100, 6);
    }
  });

  it('cover every chapter of the Harmonized System', () => {
    const chapters = new Set(HEADINGS.map((heading) => Number(heading.hs.slice(0, 2))));
    const missing = Array.from({ length: 97 }, (_, i) => i + 1).filter((chapter) => !chapters.has(chapter));
    expect(missing).toEqual([77]);
  });

  it('name each heading once, and only partners that there are', () => {
    expect(new Set(HEADINGS.map((heading) => heading.hs)).size).toBe(HEADINGS.length);
    const known = new Set(PARTNERS.map((partner) => partner.iso3));
    const named = [...IMPORT_ORIGINS, ...EXPORT_DESTINATIONS].flatMap((sourcing) =>
      Object.keys(sourcing.shares),
    );
    expect(named.filter((iso3) => !known.has(iso3))).toEqual([]);
  });
});
