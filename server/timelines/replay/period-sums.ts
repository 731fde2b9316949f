import type { RecordBatch } from '../../records/record-batch.js';
import { splitBigInt, sumToBigInt } from '../../views/exact-sum.js';
import {
  FLOW_SUMS_SIZE,
  NET_KG,
  NET_KG_WITH_VALUE,
  RECORDS,
  VALUE,
  VALUED,
  VALUE_WITH_WEIGHT,
  WEIGHED,
} from '../../views/flow-sums.js';

/**
 * A view's sums per period and group, in order of their starts. `batch` names each row's flow and group; `sums` holds
 * its sums in the layout of one flow.
 */
export interface PeriodRows {
  readonly batch: RecordBatch;
  /** End of each row's period, exclusive; equal to its start for an instant. */
  readonly end: Float64Array;
  readonly sums: Float64Array;
}

const SUMS = [VALUE, NET_KG, VALUE_WITH_WEIGHT, NET_KG_WITH_VALUE];

/**
 * Writes to `into` what row `row` brought in from instant `from` up to `to` (epoch ms, inside its period). A period's
 * sums flow in evenly: up to instant x, floor(sum · (x − start) / (end − start)), so that the parts of a period add up
 * to its sum exactly. Its records count where it starts; that they report a value or a weight is known all along.
 */
export function revealedBetween(
  rows: PeriodRows,
  row: number,
  from: number,
  to: number,
  into: Float64Array,
): void {
  const start = rows.batch.time[row]!;
  const length = rows.end[row]! - start;
  const offset = row * FLOW_SUMS_SIZE;
  const isFirst = from <= start;
  into[RECORDS] = isFirst ? rows.sums[offset + RECORDS]! : 0;
  into[VALUED] = rows.sums[offset + VALUED]!;
  into[WEIGHED] = rows.sums[offset + WEIGHED]!;
  for (const sum of SUMS) {
    if (rows.sums[offset + sum + 1] === 0) {
      const total = rows.sums[offset + sum]!;
      into[sum] = shareOf(total, to - start, length) - (isFirst ? 0 : shareOf(total, from - start, length));
      into[sum + 1] = 0;
    } else revealLarge(rows.sums, offset + sum, isFirst ? 0 : from - start, to - start, length, into, sum);
  }
}

function shareOf(total: number, elapsed: number, length: number): number {
  return elapsed >= length ? total : Math.floor(total * (elapsed / length));
}

/** The same for sums past 2^50, where a double's product would be too coarse to flow evenly. */
function revealLarge(
  sums: Float64Array,
  offset: number,
  from: number,
  to: number,
  length: number,
  into: Float64Array,
  intoOffset: number,
): void {
  const total = sumToBigInt(sums, offset);
  const share = (elapsed: number): bigint =>
    length === 0 ? total : (total * BigInt(elapsed)) / BigInt(length);
  const [lo, hi] = splitBigInt(share(Math.min(to, length)) - (from === 0 ? 0n : share(from)));
  into[intoOffset] = lo;
  into[intoOffset + 1] = hi;
}
