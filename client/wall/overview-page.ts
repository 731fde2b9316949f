import { html, nothing, type TemplateResult } from 'lit';
import { kpiTile } from './kpi-tile.js';
import { overviewRanking, type SumMeasure, type WallRanking } from './overview-plan.js';
import type { PageContext } from './page-context.js';
import { flowChart, planBars, rankingOfYear } from './page-parts.js';

/** A timeline at one look: its year, its last twelve months, who trades, and how that compares with the plan. */
export function overviewPage(context: PageContext): TemplateResult {
  const { plan, room } = context;
  const { charts, rows } = room.overview;
  const ranking = context.hasRanking && rows > 0 ? overviewRanking(plan) : null;
  return html`${tilesOf(context)}
  ${charts === 0 ? nothing : stage(plan.charts.slice(0, charts), ranking, context)}
  ${(room.hasPlanBars ? planBars(context) : null) ?? nothing}`;
}

const ONE_ROW = { columns: Infinity, rows: 1, figureEm: null };

/** The figures, as many as have room. */
function tilesOf(context: PageContext): TemplateResult {
  const { plan, room } = context;
  const { columns, rows, figureEm } = room.tiles ?? ONE_ROW;
  const tiles = plan.kpis.slice(0, columns * rows);
  return html`<section
    class="kpis"
    data-count=${tiles.length}
    data-columns=${room.tiles === null ? nothing : Math.min(columns, tiles.length)}
    style=${figureEm === null ? nothing : `--figure: calc(${figureEm} * var(--row))`}
  >
    ${tiles.map((tile) => kpiTile(tile, plan, context))}
  </section>`;
}

function stage(
  charts: readonly SumMeasure[],
  ranking: WallRanking | null,
  context: PageContext,
): TemplateResult {
  const { mainMeasure } = context.plan;
  return html`<div class="stage">
    <div class="charts">${charts.map((measure) => flowChart(measure, context, measure === mainMeasure))}</div>
    ${ranking === null ? nothing : rankingOfYear(ranking, context, context.room.overview.rows)}
  </div>`;
}
