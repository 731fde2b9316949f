import { html, nothing, type TemplateResult } from 'lit';
import { kpiTile } from './kpi-tile.js';
import { overviewRanking } from './overview-plan.js';
import type { PageContext } from './page-context.js';
import { flowChart, planBars, rankingOfYear } from './page-parts.js';

/** A timeline at one look: its year, its last twelve months, who trades, and how that compares with the plan. */
export function overviewPage(context: PageContext): TemplateResult {
  const { plan, hasRanking } = context;
  const ranking = overviewRanking(plan);
  return html`<section class="kpis" data-count=${plan.kpis.length}>
      ${plan.kpis.map((tile) => kpiTile(tile, plan, context))}
    </section>
    <div class="stage">
      <div class="charts">
        ${plan.charts.map((measure) => flowChart(measure, context, measure === plan.mainMeasure))}
      </div>
      ${hasRanking && ranking !== null ? rankingOfYear(ranking, context) : nothing}
    </div>
    ${planBars(context) ?? nothing}`;
}
