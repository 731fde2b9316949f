import type { SummedMeasure } from '../../protocol/measures.js';
import type { TestRecord } from './journal-source.js';

/** Sum in arbitrary precision of what records report, in the source's smallest units; null where none reports it. */
export function naiveSum(of: SummedMeasure, records: readonly TestRecord[]): bigint | null {
  if (of === 'records') return BigInt(records.length);
  const field = of === 'value' ? 'value' : 'netKg';
  const known = records.map((record) => record[field]).filter((amount) => amount !== undefined);
  return known.length === 0 ? null : known.reduce((total, amount) => total + BigInt(amount), 0n);
}

/** The double nearest to the sum in the unit that it is sent in. */
export function scaledSum(of: SummedMeasure, records: readonly TestRecord[]): number | null {
  const whole = naiveSum(of, records);
  return whole === null ? null : scaledWhole(of, whole);
}

/** The double nearest to a whole number of smallest units, by the parser of the language. */
export function scaledWhole(of: SummedMeasure, whole: bigint): number {
  return Number(`${whole}e-${{ value: 2, tonnage: 3, records: 0 }[of]}`);
}
