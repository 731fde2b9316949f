import { measureDefinition, type Measure, type PlainMeasure } from '../../protocol/measures.js';
import { EXPORT, IMPORT } from '../records/record-batch.js';
import { DerivedCells, type Bases } from './derived-cells.js';
import { SUM_SIZE, addSum, sumToNumber } from './exact-sum.js';
import {
  FLOW_SUMS_SIZE,
  NET_KG_WITH_VALUE,
  RECORDS,
  VALUE,
  VALUED,
  VALUE_WITH_WEIGHT,
  addFlowSums,
} from './flow-sums.js';
import { REAL, UNKNOWN, WHOLE, writeReal, type CellKind, type RowFlow, type RowSums } from './row-sums.js';
import { SumFigures, type Decimals } from './sum-figures.js';

const HOUR_MS = 3_600_000;

/** Computes measures from sums; a measure that is unknown is null, never 0. */
export class MeasureCells {
  readonly figures: SumFigures;
  readonly #derived: DerivedCells;
  readonly #hasBothFlows: boolean;
  readonly #cell = new Float64Array(SUM_SIZE);
  readonly #both = new Float64Array(FLOW_SUMS_SIZE);

  /** @param hasBothFlows whether a flow without records is nought, and not just unknown */
  constructor(decimals: Decimals, hasBothFlows: boolean) {
    this.figures = new SumFigures(decimals);
    this.#derived = new DerivedCells(this.figures);
    this.#hasBothFlows = hasBothFlows;
  }

  /** Decimal places of a measure whose cells are whole numbers, in the unit that it is sent in; undefined: they are doubles. */
  decimalsOf(measure: Measure): number | undefined {
    const { kind, derivation } = measureDefinition(measure);
    if (derivation === 'Annualised') return undefined;
    const { value, tonnage, records } = this.figures.decimals;
    return { money: value, mass: tonnage, count: records }[kind as string];
  }

  /** A measure over one flow of a row, or over both where `flow` is undefined. */
  cell(measure: Measure, flow: RowFlow, row: RowSums, bases: Bases): number | null {
    const kind = this.read(measure, flow, row, bases, this.#cell);
    if (kind === UNKNOWN) return null;
    return kind === REAL ? this.#cell[0]! : sumToNumber(this.#cell, 0, this.decimalsOf(measure)!);
  }

  /** The same, exact: `out` gets the sum, as exact-sum.ts splits it, or the double. */
  read(measure: Measure, flow: RowFlow, row: RowSums, bases: Bases, out: Float64Array): CellKind {
    const { of, derivation } = measureDefinition(measure);
    if (of !== undefined && derivation !== undefined)
      return this.#derived.read(derivation, of, flow, row, bases, out);
    const plain = measure as PlainMeasure;
    switch (plain) {
      case 'value':
      case 'tonnage':
      case 'records':
        return this.figures.read(plain, flow, row, out);
      case 'totalTrade':
        return this.#sumOfFlows(row, 1, out);
      case 'balance':
        return this.#sumOfFlows(row, -1, out);
      case 'normalisedBalance':
        return writeReal(this.#normalisedBalance(row), out);
      case 'coverage':
        return writeReal(this.#coverage(row), out);
      case 'tonnageRate':
        return writeReal(perHour(this.figures.figure('tonnage', flow, row), bases.elapsedMs), out);
      case 'unitValue':
        return writeReal(this.#unitValue(...select(row, flow, this.#both)), out);
      case 'termsOfTrade':
        return writeReal(this.#termsOfTrade(row, bases.yearBefore), out);
      case 'weightShare':
        return writeReal(this.#weightShare(...select(row, flow, this.#both)), out);
    }
  }

  #unitValue(sums: Float64Array, offset: number): number | null {
    const tonnes = this.figures.number('tonnage', sums, offset + NET_KG_WITH_VALUE);
    return tonnes === 0 ? null : this.#money(sums, offset + VALUE_WITH_WEIGHT) / tonnes;
  }

  /** Of index numbers whose base is the year before, so of unit values that the two flows had then and have now. */
  #termsOfTrade(row: RowSums, yearBefore: RowSums | undefined): number | null {
    if (yearBefore === undefined) return null;
    const [now, before] = [this.#priceRatio(row), this.#priceRatio(yearBefore)];
    return now === null || before === null || before === 0 ? null : (100 * now) / before;
  }

  /** Unit value of exports / that of imports. */
  #priceRatio({ sums, offset }: RowSums): number | null {
    const exports = this.#unitValue(sums, offset + EXPORT * FLOW_SUMS_SIZE);
    const imports = this.#unitValue(sums, offset + IMPORT * FLOW_SUMS_SIZE);
    return exports === null || imports === null || imports === 0 ? null : exports / imports;
  }

  #weightShare(sums: Float64Array, offset: number): number | null {
    const value = this.#money(sums, offset + VALUE);
    return value === 0 ? null : this.#money(sums, offset + VALUE_WITH_WEIGHT) / value;
  }

  /** 100 · X / M. */
  #coverage({ sums, offset }: RowSums): number | null {
    if (!this.#isComparable(sums, offset)) return null;
    const imports = this.#money(sums, offset + IMPORT * FLOW_SUMS_SIZE + VALUE);
    const exports = this.#money(sums, offset + EXPORT * FLOW_SUMS_SIZE + VALUE);
    return imports === 0 ? null : (100 * exports) / imports;
  }

  /** (X − M) / (X + M). */
  #normalisedBalance(row: RowSums): number | null {
    if (this.#sumOfFlows(row, 1, this.#cell) === UNKNOWN) return null;
    const total = this.#money(this.#cell, 0);
    this.#sumOfFlows(row, -1, this.#cell);
    return total === 0 ? null : this.#money(this.#cell, 0) / total;
  }

  /** X + M or X − M. */
  #sumOfFlows({ sums, offset }: RowSums, sign: 1 | -1, out: Float64Array): CellKind {
    if (!this.#isComparable(sums, offset)) return UNKNOWN;
    out.fill(0);
    addSum(out, 0, sums, offset + EXPORT * FLOW_SUMS_SIZE + VALUE);
    addSum(out, 0, sums, offset + IMPORT * FLOW_SUMS_SIZE + VALUE, sign);
    return WHOLE;
  }

  /** A flow with records but no reported value is unknown, and so is what compares with it. */
  #isComparable(sums: Float64Array, offset: number): boolean {
    return (
      this.#hasBothFlows &&
      !isUnknown(sums, offset + IMPORT * FLOW_SUMS_SIZE) &&
      !isUnknown(sums, offset + EXPORT * FLOW_SUMS_SIZE)
    );
  }

  #money(sums: Float64Array, offset: number): number {
    return this.figures.number('value', sums, offset);
  }
}

function isUnknown(sums: Float64Array, offset: number): boolean {
  return sums[offset + RECORDS]! > 0 && sums[offset + VALUED] === 0;
}

/** Sums of one flow where they are, or of both added up in `scratch`. */
function select(row: RowSums, flow: RowFlow, scratch: Float64Array): [Float64Array, number] {
  if (flow !== undefined) return [row.sums, row.offset + flow * FLOW_SUMS_SIZE];
  scratch.fill(0);
  addFlowSums(scratch, 0, row.sums, row.offset + IMPORT * FLOW_SUMS_SIZE);
  addFlowSums(scratch, 0, row.sums, row.offset + EXPORT * FLOW_SUMS_SIZE);
  return [scratch, 0];
}

function perHour(tonnes: number | null, elapsedMs: number | undefined): number | null {
  return tonnes === null || elapsedMs === undefined || elapsedMs <= 0 ? null : tonnes / (elapsedMs / HOUR_MS);
}
