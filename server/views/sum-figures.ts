import type { SummedMeasure } from '../../protocol/measures.js';
import { SUM_SIZE, addSum, sumToNumber } from './exact-sum.js';
import { FLOW_SUMS_SIZE, NET_KG, RECORDS, VALUE, VALUED, WEIGHED } from './flow-sums.js';
import { UNKNOWN, WHOLE, type CellKind, type RowFlow, type RowSums } from './row-sums.js';

/** Decimal places of the whole units that a timeline sums in: 2 for fen of yuan, 0 for kg of kg. */
export interface Decimals {
  readonly value: number;
  readonly netKg: number;
}

/** Kilograms in a tonne, as a power of ten. */
const TONNE_EXPONENT = 3;

/** Reads what rows sum up: exact, or as the double nearest to it in the unit that it is sent in. */
export class SumFigures {
  /** Decimal places of the whole numbers of each sum, in the unit that it is sent in. */
  readonly decimals: Readonly<Record<SummedMeasure, number>>;
  readonly #sum = new Float64Array(SUM_SIZE);

  constructor({ value, netKg }: Decimals) {
    this.decimals = { value, tonnage: netKg + TONNE_EXPONENT, records: 0 };
  }

  /** The sum over a row, as exact-sum.ts splits it; unknown where no record reports one. */
  read(of: SummedMeasure, flow: RowFlow, row: RowSums, out: Float64Array): CellKind {
    out.fill(0);
    const isImportKnown = flow !== 1 && addKnown(of, row.sums, row.offset, out);
    const isExportKnown = flow !== 0 && addKnown(of, row.sums, row.offset + FLOW_SUMS_SIZE, out);
    return isImportKnown || isExportKnown || of === 'records' ? WHOLE : UNKNOWN;
  }

  /** The same as a double, null where it is unknown. */
  figure(of: SummedMeasure, flow: RowFlow, row: RowSums): number | null {
    return this.read(of, flow, row, this.#sum) === UNKNOWN ? null : this.number(of, this.#sum, 0);
  }

  /** The double nearest to the sum at `offset`. */
  number(of: SummedMeasure, sums: Float64Array, offset: number): number {
    return sumToNumber(sums, offset, this.decimals[of]);
  }
}

const PLACES = { value: [VALUED, VALUE], tonnage: [WEIGHED, NET_KG] } as const;

/** Adds one flow's sum; false where no record reports one. */
function addKnown(of: SummedMeasure, sums: Float64Array, offset: number, out: Float64Array): boolean {
  if (of === 'records') {
    out[0] = out[0]! + sums[offset + RECORDS]!;
    return true;
  }
  const [known, sum] = PLACES[of];
  addSum(out, 0, sums, offset + sum);
  return sums[offset + known] !== 0;
}
