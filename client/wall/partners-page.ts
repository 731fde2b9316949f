import { html, type TemplateResult } from 'lit';
import type { PageContext } from './page-context.js';
import { groupChart, rankedStage } from './page-parts.js';
import { rankingOf } from './page-rankings.js';

/** With whom: on the map, an arc each way, and ranked. */
export function partnersPage(context: PageContext): TemplateResult {
  const ranking = rankingOf('partners', context.info);
  const map = html`<trade-map measure=${ranking.measure} bucket="1y"></trade-map>`;
  return rankedStage([map, groupChart(ranking, context)], ranking, context);
}
