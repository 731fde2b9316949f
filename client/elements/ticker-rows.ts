import type { Flow } from '../../protocol/dimensions.js';
import { OTHER_GROUP } from '../../protocol/dimensions.js';
import type { GroupCodes, ViewData } from '../feed/view-data.js';

/** What moved in one bucket between the home country and one group: a single record, or the sum of a few. */
export interface TickerRow {
  readonly key: string;
  readonly start: number;
  readonly flow: Flow | null;
  readonly codes: GroupCodes;
  readonly value: number | null;
  readonly tonnage: number | null;
  readonly records: number;
}

/**
 * The newest rows of closed buckets, newest bucket first and the largest first within it. What is folded together, or not
 * reported, is nothing that moved.
 * @param closedUntil instant up to which records are in, epoch ms
 */
export function tickerRows(
  views: readonly { readonly flow: Flow | null; readonly data: ViewData }[],
  closedUntil: number,
  count: number,
): TickerRow[] {
  const rows: TickerRow[] = [];
  const newest = Math.max(0, ...views.map(({ data }) => data.closedBuckets(closedUntil)));
  for (let index = newest - 1; index >= 0 && rows.length < count; index--) {
    const found = views.flatMap(({ flow, data }) => rowsAt(data, flow, index));
    rows.push(...found.sort(bySize));
  }
  return rows.slice(0, count);
}

function bySize(a: TickerRow, b: TickerRow): number {
  return (b.value ?? b.tonnage ?? 0) - (a.value ?? a.tonnage ?? 0);
}

function rowsAt(data: ViewData, flow: Flow | null, index: number): TickerRow[] {
  const start = data.times[index];
  if (start === undefined) return [];
  return data.groups.flatMap(({ key, codes }) => {
    const records = cellAt(data, key, 'records', index);
    if (records === null || records === 0 || codes.includes(OTHER_GROUP)) return [];
    const value = cellAt(data, key, 'value', index);
    const tonnage = cellAt(data, key, 'tonnage', index);
    return [{ key: `${start} ${flow} ${key}`, start, flow, codes, value, tonnage, records }];
  });
}

function cellAt(
  data: ViewData,
  key: string,
  measure: 'value' | 'tonnage' | 'records',
  index: number,
): number | null {
  const cell = data.column(key, measure)?.[index];
  return cell === undefined || Number.isNaN(cell) ? null : cell;
}
