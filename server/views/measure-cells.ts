import { measureDefinition, type Measure } from '../../protocol/measures.js';
import { EXPORT, IMPORT } from '../records/record-batch.js';
import { SUM_SIZE, addSum, sumToNumber } from './exact-sum.js';
import {
  FLOW_SUMS_SIZE,
  NET_KG,
  NET_KG_WITH_VALUE,
  RECORDS,
  VALUE,
  VALUED,
  VALUE_WITH_WEIGHT,
  WEIGHED,
  addFlowSums,
} from './flow-sums.js';

/** Decimal places of the whole units that a timeline sums in: 2 for fen of yuan, 0 for kg of kg. */
export interface Decimals {
  readonly value: number;
  readonly netKg: number;
}

/** Kilograms in a tonne, as a power of ten. */
const TONNE_EXPONENT = 3;

/** Sums of one row for both flows together, and where to find them. */
export interface RowSums {
  readonly sums: Float64Array;
  /** Offset of the row: import's sums, then export's. */
  readonly offset: number;
}

/** What a cell is: unknown, a whole number of its measure's smallest units, or a double. */
export const UNKNOWN = 0;
export const WHOLE = 1;
export const REAL = 2;

export type CellKind = typeof UNKNOWN | typeof WHOLE | typeof REAL;

/** Computes measures from sums; a measure that is unknown is null, never 0. */
export class MeasureCells {
  readonly #decimals: Decimals;
  readonly #hasBothFlows: boolean;
  readonly #cell = new Float64Array(SUM_SIZE);
  readonly #both = new Float64Array(FLOW_SUMS_SIZE);
  readonly #bothBefore = new Float64Array(FLOW_SUMS_SIZE);

  /** @param hasBothFlows whether a flow without records is nought, and not just unknown */
  constructor(decimals: Decimals, hasBothFlows: boolean) {
    this.#hasBothFlows = hasBothFlows;
    this.#decimals = decimals;
  }

  /** Decimal places of a measure whose cells are whole numbers, in the unit that it is sent in; undefined: they are doubles. */
  decimalsOf(measure: Measure): number | undefined {
    switch (measureDefinition(measure).kind) {
      case 'money':
        return this.#decimals.value;
      case 'mass':
        return this.#decimals.netKg + TONNE_EXPONENT;
      case 'count':
        return 0;
      case 'percent':
      case 'price':
      case 'ratio':
        return undefined;
    }
  }

  /** A measure over one flow of a row, or over both where `flow` is undefined; `before` is the row a year before. */
  cell(measure: Measure, flow: 0 | 1 | undefined, row: RowSums, before: RowSums | undefined): number | null {
    const kind = this.read(measure, flow, row, before, this.#cell);
    if (kind === UNKNOWN) return null;
    return kind === REAL ? this.#cell[0]! : sumToNumber(this.#cell, 0, this.decimalsOf(measure)!);
  }

  /** The same, exact: `out` gets the sum, as exact-sum.ts splits it, or the double. */
  read(
    measure: Measure,
    flow: 0 | 1 | undefined,
    row: RowSums,
    before: RowSums | undefined,
    out: Float64Array,
  ): CellKind {
    const { yearOnYearOf, bothFlows } = measureDefinition(measure);
    if (measure === 'balance') return this.#balance(row, out);
    if (bothFlows) return real(this.#coverage(row), out);
    const [sums, offset] = select(row, flow, this.#both);
    if (yearOnYearOf === undefined) return this.#readFlow(measure as PlainMeasure, sums, offset, out);
    if (before === undefined) return UNKNOWN;
    const now = this.#ofFlow(yearOnYearOf, sums, offset);
    return real(growth(now, this.#ofFlow(yearOnYearOf, ...select(before, flow, this.#bothBefore))), out);
  }

  #readFlow(measure: PlainMeasure, sums: Float64Array, offset: number, out: Float64Array): CellKind {
    switch (measure) {
      case 'records':
        out[0] = sums[offset + RECORDS]!;
        out[1] = 0;
        return WHOLE;
      case 'value':
        return sums[offset + VALUED] === 0 ? UNKNOWN : whole(sums, offset + VALUE, out);
      case 'tonnage':
        return sums[offset + WEIGHED] === 0 ? UNKNOWN : whole(sums, offset + NET_KG, out);
      case 'unitValue':
      case 'weightShare':
        return real(this.#ofFlow(measure, sums, offset), out);
    }
  }

  #ofFlow(measure: PlainMeasure, sums: Float64Array, offset: number): number | null {
    switch (measure) {
      case 'records':
        return sums[offset + RECORDS]!;
      case 'value':
        return this.#value(sums, offset, VALUED, VALUE);
      case 'tonnage':
        return sums[offset + WEIGHED] === 0 ? null : this.#tonnes(sums, offset + NET_KG);
      case 'unitValue': {
        const tonnes = this.#tonnes(sums, offset + NET_KG_WITH_VALUE);
        return tonnes === 0 ? null : this.#money(sums, offset + VALUE_WITH_WEIGHT) / tonnes;
      }
      case 'weightShare': {
        const value = this.#money(sums, offset + VALUE);
        return value === 0 ? null : this.#money(sums, offset + VALUE_WITH_WEIGHT) / value;
      }
    }
  }

  /** 100 · X / M. */
  #coverage({ sums, offset }: RowSums): number | null {
    if (!this.#isComparable(sums, offset)) return null;
    const imports = this.#money(sums, offset + IMPORT * FLOW_SUMS_SIZE + VALUE);
    const exports = this.#money(sums, offset + EXPORT * FLOW_SUMS_SIZE + VALUE);
    return imports === 0 ? null : (100 * exports) / imports;
  }

  /** X − M. */
  #balance({ sums, offset }: RowSums, out: Float64Array): CellKind {
    if (!this.#isComparable(sums, offset)) return UNKNOWN;
    out.fill(0);
    addSum(out, 0, sums, offset + EXPORT * FLOW_SUMS_SIZE + VALUE);
    addSum(out, 0, sums, offset + IMPORT * FLOW_SUMS_SIZE + VALUE, -1);
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

  #value(sums: Float64Array, offset: number, known: number, sum: number): number | null {
    return sums[offset + known] === 0 ? null : this.#money(sums, offset + sum);
  }

  #money(sums: Float64Array, offset: number): number {
    return sumToNumber(sums, offset, this.#decimals.value);
  }

  #tonnes(sums: Float64Array, offset: number): number {
    return sumToNumber(sums, offset, this.#decimals.netKg + TONNE_EXPONENT);
  }
}

function whole(sums: Float64Array, offset: number, out: Float64Array): CellKind {
  out[0] = sums[offset]!;
  out[1] = sums[offset + 1]!;
  return WHOLE;
}

function real(value: number | null, out: Float64Array): CellKind {
  if (value === null) return UNKNOWN;
  out[0] = value;
  return REAL;
}

type PlainMeasure = 'records' | 'value' | 'tonnage' | 'unitValue' | 'weightShare';

function isUnknown(sums: Float64Array, offset: number): boolean {
  return sums[offset + RECORDS]! > 0 && sums[offset + VALUED] === 0;
}

/** Sums of one flow where they are, or of both added up in `scratch`. */
function select(row: RowSums, flow: 0 | 1 | undefined, scratch: Float64Array): [Float64Array, number] {
  if (flow !== undefined) return [row.sums, row.offset + flow * FLOW_SUMS_SIZE];
  scratch.fill(0);
  addFlowSums(scratch, 0, row.sums, row.offset + IMPORT * FLOW_SUMS_SIZE);
  addFlowSums(scratch, 0, row.sums, row.offset + EXPORT * FLOW_SUMS_SIZE);
  return [scratch, 0];
}

/** v_t / v_(t−1 year) − 1; blank where the base is not positive. */
function growth(now: number | null, before: number | null): number | null {
  return now === null || before === null || before <= 0 ? null : now / before - 1;
}
