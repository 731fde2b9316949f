import type { Measure } from '../../protocol/measures.js';
import { measureDefinition } from '../../protocol/measures.js';
import { EXPORT, IMPORT } from '../records/record-batch.js';
import { sumToNumber } from './exact-sum.js';
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

/** Computes measures from sums; a measure that is unknown is null, never 0. */
export class MeasureCells {
  readonly #decimals: Decimals;
  readonly #hasBothFlows: boolean;
  readonly #both = new Float64Array(FLOW_SUMS_SIZE);
  readonly #bothBefore = new Float64Array(FLOW_SUMS_SIZE);

  /** @param hasBothFlows whether a flow without records is nought, and not just unknown */
  constructor(decimals: Decimals, hasBothFlows: boolean) {
    this.#hasBothFlows = hasBothFlows;
    this.#decimals = decimals;
  }

  /** A measure over one flow of a row, or over both where `flow` is undefined; `before` is the row a year before. */
  cell(measure: Measure, flow: 0 | 1 | undefined, row: RowSums, before: RowSums | undefined): number | null {
    const { yearOnYearOf, bothFlows } = measureDefinition(measure);
    if (bothFlows) return this.#comparison(measure as 'balance' | 'coverage', row);
    const [sums, offset] = select(row, flow, this.#both);
    if (yearOnYearOf === undefined) return this.#ofFlow(measure as PlainMeasure, sums, offset);
    if (before === undefined) return null;
    const now = this.#ofFlow(yearOnYearOf, sums, offset);
    return growth(now, this.#ofFlow(yearOnYearOf, ...select(before, flow, this.#bothBefore)));
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

  /** X − M and 100 · X / M. A flow with records but no reported value is unknown, and so is what compares with it. */
  #comparison(measure: 'balance' | 'coverage', row: RowSums): number | null {
    const imports = row.offset + IMPORT * FLOW_SUMS_SIZE;
    const exports = row.offset + EXPORT * FLOW_SUMS_SIZE;
    if (!this.#hasBothFlows || isUnknown(row.sums, imports) || isUnknown(row.sums, exports)) return null;
    if (measure === 'coverage') {
      const m = this.#money(row.sums, imports + VALUE);
      return m === 0 ? null : (100 * this.#money(row.sums, exports + VALUE)) / m;
    }
    this.#both.fill(0);
    addFlowSums(this.#both, 0, row.sums, exports);
    addFlowSums(this.#both, 0, row.sums, imports, -1);
    return this.#money(this.#both, VALUE);
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
