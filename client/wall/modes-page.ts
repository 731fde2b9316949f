import { html, nothing, type TemplateResult } from 'lit';
import type { PageContext } from './page-context.js';
import { groupChart, rankingOfYear } from './page-parts.js';
import { rankingOf } from './page-rankings.js';

/** Under which customs regimes: imports into each and exports out of it, their course, and the ranking. */
export function modesPage(context: PageContext): TemplateResult {
  const ranking = rankingOf('modes', context.info);
  const { by, measure } = ranking;
  return html`<div class="stage">
    <div class="charts">
      ${context.plan.hasFlow ? html`<trade-flow by=${by} measure=${measure} bucket="1y"></trade-flow>` : nothing}
      ${groupChart(ranking, context)}
    </div>
    ${rankingOfYear(ranking, context)}
  </div>`;
}
