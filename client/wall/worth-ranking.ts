import { OTHER_GROUP } from '../../protocol/dimensions.js';
import type { ViewData } from '../feed/view-data.js';
import type { SumMeasure } from './overview-plan.js';

/** Share of the whole that the groups named must make up: a ranking of scraps says nothing. */
const LEAST_SHARE = 0.5;

/** Whether there are at least two groups to compare, and what is not reported by group is not the most of it. */
export function isWorthRanking(data: Pick<ViewData, 'groups' | 'latest'>, measure: SumMeasure): boolean {
  const named = data.groups.filter(({ codes }) => codes[0] !== null && codes[0] !== OTHER_GROUP);
  const amount = (groups: ViewData['groups']): number =>
    groups.reduce((sum, { key }) => sum + (data.latest(key, measure) ?? 0), 0);
  const rest = amount(data.groups.filter(({ codes }) => codes[0] === null));
  const whole = amount(data.groups);
  return named.length >= 2 && (whole === 0 || rest / whole <= LEAST_SHARE);
}
