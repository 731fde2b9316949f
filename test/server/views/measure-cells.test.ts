import { describe, expect, it } from 'vitest';
import type { Measure } from '../../../protocol/measures.js';
import { ROW_SIZE } from '../../../server/views/bucket-rows.js';
import type { Bases } from '../../../server/views/derived-cells.js';
import { addRecords, FLOW_SUMS_SIZE } from '../../../server/views/flow-sums.js';
import { MeasureCells } from '../../../server/views/measure-cells.js';
import type { RowSums } from '../../../server/views/row-sums.js';

const UNKNOWN = NaN;

const NO_BASES: Bases = {
  yearBefore: undefined,
  periodBefore: undefined,
  yearToDate: undefined,
  yearToDateBefore: undefined,
  twelveMonths: undefined,
  whole: undefined,
  wholeYearBefore: undefined,
  elapsedMs: undefined,
  yearMs: NaN,
  concentration: () => null,
};

interface Records {
  readonly flow: 'import' | 'export';
  readonly value: number;
  readonly netKg: number;
}

function rowOf(records: readonly Records[]): RowSums {
  const sums = new Float64Array(ROW_SIZE);
  for (const { flow, value, netKg } of records) {
    addRecords(sums, flow === 'export' ? FLOW_SUMS_SIZE : 0, 1, value, netKg);
  }
  return { sums, offset: 0 };
}

function cell(
  measure: Measure,
  records: readonly Records[],
  hasBothFlows = true,
  bases: Bases = NO_BASES,
): number | null {
  const cells = new MeasureCells({ value: 2, netKg: 0 }, hasBothFlows);
  return cells.cell(measure, undefined, rowOf(records), bases);
}

const sold = (value: number, netKg: number): Records => ({ flow: 'export', value, netKg });
const bought = (value: number, netKg: number): Records => ({ flow: 'import', value, netKg });

describe('a measure', () => {
  it('takes a flow without records for nought where both flows are reported', () => {
    expect(cell('balance', [sold(500, 1)])).toBe(5);
    expect(cell('coverage', [bought(500, 1)])).toBe(0);
    expect(cell('totalTrade', [bought(500, 1)])).toBe(5);
    expect(cell('normalisedBalance', [bought(500, 1)])).toBe(-1);
  });

  it('compares nothing where only one flow is reported at all: the other is unknown, not nought', () => {
    expect(cell('balance', [bought(500, 1)], false)).toBeNull();
    expect(cell('coverage', [bought(500, 1)], false)).toBeNull();
    expect(cell('totalTrade', [bought(500, 1)], false)).toBeNull();
    expect(cell('normalisedBalance', [bought(500, 1)], false)).toBeNull();
  });

  it('compares nothing where a flow has records but none with a value', () => {
    expect(cell('balance', [sold(500, 1), bought(UNKNOWN, 1)])).toBeNull();
  });

  it('has no coverage of imports that come to nothing', () => {
    expect(cell('coverage', [sold(500, 1), bought(0, 1)])).toBeNull();
    expect(cell('coverage', [sold(500, 1), bought(250, 1)])).toBe(200);
  });

  it('leaves out of a unit value what lacks a value or a weight', () => {
    const records = [sold(300_00, 1_000), sold(UNKNOWN, 9_000), sold(900_00, UNKNOWN)];
    expect(cell('unitValue', records)).toBe(300);
    expect(cell('tonnage', records)).toBe(10);
    expect(cell('value', records)).toBe(1_200);
    expect(cell('weightShare', records)).toBe(0.25);
  });

  it('puts what exports fetch against what imports cost, and that against the year before', () => {
    const yearBefore = rowOf([sold(1_000_00, 2_000), bought(1_000_00, 4_000)]);
    const now = [sold(1_200_00, 2_000), bought(1_000_00, 5_000)];
    const bases = { ...NO_BASES, yearBefore };
    // Exports: 500 a tonne, then 600; imports: 250, then 200. 100 · (600 / 200) / (500 / 250) = 150.
    expect(cell('termsOfTrade', now, true, bases)).toBe(150);
    expect(cell('termsOfTrade', now)).toBeNull();
    expect(cell('termsOfTrade', [sold(1_200_00, 2_000)], true, bases)).toBeNull();
    expect(cell('termsOfTrade', [sold(1_200_00, 2_000), bought(0, 5_000)], true, bases)).toBeNull();
  });

  it('is null, never 0, where nothing is reported', () => {
    expect(cell('value', [sold(UNKNOWN, 5)])).toBeNull();
    expect(cell('tonnage', [sold(5, UNKNOWN)])).toBeNull();
    expect(cell('unitValue', [sold(5, UNKNOWN)])).toBeNull();
    expect(cell('records', [sold(UNKNOWN, UNKNOWN)])).toBe(1);
  });
});
