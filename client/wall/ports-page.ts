import type { TemplateResult } from 'lit';
import type { PageContext } from './page-context.js';
import { flowChart, groupChart, rankedStage } from './page-parts.js';
import { rankingOf } from './page-rankings.js';

/** Through which ports, in tonnes: the course of the largest, both ways of all, and the ranking. */
export function portsPage(context: PageContext): TemplateResult {
  const ranking = rankingOf('ports', context.info);
  const pictures = [groupChart(ranking, context), flowChart(ranking.measure, context, false)];
  return rankedStage(pictures, ranking, context);
}
