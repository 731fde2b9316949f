import { html, type TemplateResult } from 'lit';
import type { PageContext } from './page-context.js';
import { groupChart, rankingOfYear } from './page-parts.js';
import { rankingOf } from './page-rankings.js';

/** With whom: on the map, an arc each way, and ranked. */
export function partnersPage(context: PageContext): TemplateResult {
  const ranking = rankingOf('partners', context.info);
  return html`<div class="stage">
    <div class="charts">
      <trade-map measure=${ranking.measure} bucket="1y"></trade-map>
      ${groupChart(ranking, context)}
    </div>
    ${rankingOfYear(ranking, context)}
  </div>`;
}
