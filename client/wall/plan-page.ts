import { html, nothing, type TemplateResult } from 'lit';
import type { Bucket } from '../../protocol/buckets.js';
import type { OverviewPlan, SumMeasure } from './overview-plan.js';
import type { PageContext } from './page-context.js';
import { planBars } from './page-parts.js';

/** Months that are seen apart on a screen, of two years, so that each has its like. */
const MONTHS = 24;

/** The year against the baseline and against the year before, and the two flows by month and in balance. */
export function planPage(context: PageContext): TemplateResult {
  const { plan, room } = context;
  const measures = plan.measures.slice(0, room.plan?.columns);
  return html`${planBars(context) ?? nothing}
    <div class="columns">${measures.map((measure) => column(measure, context))}</div>`;
}

/** All there is of one measure, below one another, as far as there is room. */
function column(measure: SumMeasure, { plan, room }: PageContext): TemplateResult {
  const { bucket, hasFlow } = plan;
  const hasBalance = hasFlow && room.plan?.hasBalance !== false;
  // Of data by year there is nothing to add up within one.
  const pictures = [...(bucket === '1y' ? [] : [runOfYear(measure, bucket)]), byMonth(measure, plan)];
  return html`<div class="column">
    ${pictures.slice(0, room.plan?.charts)}
    ${hasBalance ? html`<trade-balance measure=${measure} bucket="1y"></trade-balance>` : nothing}
  </div>`;
}

/** How the year adds up, over the year before. */
function runOfYear(measure: SumMeasure, bucket: Bucket): TemplateResult {
  return html`<trade-chart
    measure=${measure}
    bucket=${bucket}
    cumulate="year"
    compare="year"
    open-bucket="hide"
  ></trade-chart>`;
}

/** By month, where months are known. */
function byMonth(measure: SumMeasure, { bucket, hasFlow }: OverviewPlan): TemplateResult {
  return html`<trade-chart
    type=${hasFlow ? 'mirrored' : 'bars'}
    measure=${measure}
    bucket=${bucket === '1d' ? '1mo' : bucket}
    last=${MONTHS}
    open-bucket="hide"
  ></trade-chart>`;
}
