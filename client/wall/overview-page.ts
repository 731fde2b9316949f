import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { bucketStart } from '../../protocol/buckets.js';
import { dimensionOf } from '../../protocol/dimensions.js';
import { utcOffsetMs } from '../../protocol/timeline-info.js';
import { message } from '../locales/message.js';
import { wallMessage } from '../locales/wall-message.js';
import { chinaMarks } from './chart-marks.js';
import { kpiTile } from './kpi-tile.js';
import { RANKED_GROUPS, type OverviewPlan, type SumMeasure } from './overview-plan.js';
import type { PageContext } from './page-context.js';
import { suitableBaseline } from './suitable-baseline.js';

/** A timeline at one look: its year, its last twelve months, who trades, and how that compares with the plan. */
export function overviewPage(context: PageContext, notices: unknown): TemplateResult {
  const { info, title, config, plan, hasRanking } = context;
  const baseline = suitableBaseline(config.baseline, info);
  return html`<div class="page overview">
    <header>
      <h1>${title}</h1>
      <trade-status show="kind state"></trade-status>
      <trade-clock></trade-clock>
    </header>
    ${notices}
    <main>
      <section class="kpis" data-count=${plan.kpis.length}>
        ${plan.kpis.map((tile) => kpiTile(tile, plan, context))}
      </section>
      <div class="stage">
        <div class="charts">${plan.charts.map((measure) => chart(measure, plan, context))}</div>
        ${hasRanking ? ranking(plan, context) : nothing}
      </div>
      ${
        baseline === null
          ? nothing
          : html`<trade-plan
              name=${baseline.name}
              .value=${baseline.value}
              .tonnage=${baseline.tonnage}
            ></trade-plan>`
      }
    </main>
    <footer><trade-status show="source money as-of"></trade-status></footer>
  </div>`;
}

function chart(
  measure: SumMeasure,
  { bucket, last, hasFlow, mainMeasure }: OverviewPlan,
  context: PageContext,
): TemplateResult {
  const { info, config } = context;
  const day = bucketStart('1d', info.clock.time, utcOffsetMs(info.utcOffset));
  const isMarked = config.marks === 'china' || (config.marks === 'auto' && info.kind === 'simulated');
  const isFirst = measure === mainMeasure;
  const marks =
    isMarked && bucket === '1d' ? () => chinaMarks(info.clock.time, config.lang, isFirst) : () => [];
  return html`<trade-chart
    type=${hasFlow ? 'mirrored' : 'area'}
    measure=${measure}
    bucket=${bucket}
    last=${last}
    open-bucket="hide"
    .marks=${guard([day, config, info.kind, isFirst], marks)}
  ></trade-chart>`;
}

function ranking({ ranking, mainMeasure }: OverviewPlan, { config }: PageContext): TemplateResult {
  const name = message(config.lang, `dimension.${dimensionOf(ranking!)}`);
  const label = wallMessage(config.lang, 'wall.rankedThisYear', { name });
  return html`<trade-rank
    by=${ranking!}
    measure=${mainMeasure}
    bucket="1y"
    top=${RANKED_GROUPS}
    rest="hide"
    label=${label}
  ></trade-rank>`;
}
