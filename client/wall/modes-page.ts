import { html, type TemplateResult } from 'lit';
import type { PageContext } from './page-context.js';
import { groupChart, rankedStage } from './page-parts.js';
import { rankingOf } from './page-rankings.js';

/** Names of modes from either side, which are long, beside one another. */
const FLOW_WIDTH_EM = 44;

/** Under which customs regimes: imports into each and exports out of it, their course, and the ranking. */
export function modesPage(context: PageContext): TemplateResult {
  const ranking = rankingOf('modes', context.info);
  const { by, measure } = ranking;
  const flow = html`<trade-flow by=${by} measure=${measure} bucket="1y"></trade-flow>`;
  const course = groupChart(ranking, context);
  const hasFlow = context.plan.hasFlow && context.room.stage.chartWidth >= FLOW_WIDTH_EM;
  return rankedStage(hasFlow ? [flow, course] : [course], ranking, context);
}
