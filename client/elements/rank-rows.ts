import { OTHER_GROUP } from '../../protocol/dimensions.js';
import type { Measure } from '../../protocol/measures.js';
import { groupKey, type ViewData } from '../feed/view-data.js';

/** One group of a ranking; what is unknown is null. */
export interface RankRow {
  readonly code: string | null;
  readonly total: number | null;
  readonly exports: number | null;
  readonly imports: number | null;
  /** Against the same time a year before; 0.041 is 4.1 % more. */
  readonly change: number | null;
}

/**
 * The groups of the newest bucket, largest first; what is folded into `other` and what was not reported come last.
 * @param flows the same view split by flow as well; null where the records do not tell flows apart
 */
export function rankRows(
  totals: ViewData,
  flows: ViewData | null,
  measure: Measure,
  change: Measure | undefined,
): RankRow[] {
  const rows = totals.groups.map(({ key, codes }): RankRow => {
    const code = codes[0] ?? null;
    return {
      code,
      total: totals.latest(key, measure),
      exports: flows?.latest(groupKey([code, 'export']), measure) ?? null,
      imports: flows?.latest(groupKey([code, 'import']), measure) ?? null,
      change: change === undefined ? null : totals.latest(key, change),
    };
  });
  return rows.sort((a, b) => classOf(a) - classOf(b) || (b.total ?? -Infinity) - (a.total ?? -Infinity));
}

/**
 * The rows whose amounts changed by most since the same time a year before, with the difference as their total; what is not
 * comparable is left out.
 */
export function moversOf(rows: readonly RankRow[], count: number): RankRow[] {
  const moved = rows.flatMap((row): (RankRow & { total: number })[] => {
    const { code, total, change } = row;
    if (code === null || total === null || change === null || change <= -1) return [];
    return [{ ...row, total: total - total / (1 + change), exports: null, imports: null }];
  });
  return moved.sort((a, b) => Math.abs(b.total) - Math.abs(a.total)).slice(0, count);
}

function classOf({ code }: RankRow): number {
  if (code === OTHER_GROUP) return 2;
  return code === null ? 1 : 0;
}
