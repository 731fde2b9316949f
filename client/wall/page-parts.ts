import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ALERT_DIMENSIONS } from '../../protocol/alerts.js';
import { bucketStart } from '../../protocol/buckets.js';
import { dimensionOf } from '../../protocol/dimensions.js';
import { utcOffsetMs } from '../../protocol/timeline-info.js';
import { message } from '../locales/message.js';
import { wallMessage } from '../locales/wall-message.js';
import { chinaMarks } from './chart-marks.js';
import { filterAttributes } from './filter-attributes.js';
import type { SumMeasure, WallRanking } from './overview-plan.js';
import type { PageContext } from './page-context.js';
import { suitableBaseline } from './suitable-baseline.js';
import { unusualMarks } from './unusual-flows.js';

/** A measure over the wall's window of time: both flows against each other, where there are two. */
export function flowChart(measure: SumMeasure, context: PageContext, isFirst: boolean): TemplateResult {
  const { bucket, last, hasFlow } = context.plan;
  return html`<trade-chart
    type=${hasFlow ? 'mirrored' : 'area'}
    measure=${measure}
    bucket=${bucket}
    last=${last}
    open-bucket="hide"
    .marks=${marksOf(context, isFirst)}
  ></trade-chart>`;
}

/** The largest groups over the wall's window of time, a band each, and what is left above them. */
export function groupChart({ by, measure }: WallRanking, { plan, unusual }: PageContext): TemplateResult {
  const { bucket, last } = plan;
  const of = ALERT_DIMENSIONS.find((dimension) => dimension === dimensionOf(by));
  // Weeks of a year's days: bands of days that rise and fall with each weekend can't be told apart.
  const [width, count] = bucket === '1d' ? ['1w', Math.ceil(last / 7)] : [bucket, last];
  return html`<trade-chart
    type="stacked"
    by=${by}
    measure=${measure}
    bucket=${width}
    last=${count}
    open-bucket="hide"
    .marks=${guard([unusual, of], () => (of === undefined ? [] : unusualMarks(unusual, of)))}
  ></trade-chart>`;
}

function marksOf({ plan, info, config, unusual }: PageContext, isLabelled: boolean): unknown {
  const day = bucketStart('1d', info.clock.time, utcOffsetMs(info.utcOffset));
  const isMarked = config.marks === 'china' || (config.marks === 'auto' && info.kind === 'simulated');
  return guard([day, config, info.kind, isLabelled, plan.bucket, unusual], () => [
    ...(isMarked && plan.bucket === '1d' ? chinaMarks(info.clock.time, config.lang, isLabelled) : []),
    ...unusualMarks(unusual).map((mark) => (isLabelled ? mark : { ...mark, label: '' })),
  ]);
}

/** The year's largest, as many as have room, whose rows move when ranks change. */
export function rankingOfYear(
  { by, measure, top }: WallRanking,
  { config, room }: PageContext,
  rows = room.stage.rows,
): TemplateResult {
  const name = message(config.lang, `dimension.${dimensionOf(by)}`);
  return html`<trade-rank
    by=${by}
    measure=${measure}
    bucket="1y"
    top=${Math.min(top, rows)}
    rest="hide"
    label=${wallMessage(config.lang, 'wall.rankedThisYear', { name })}
  ></trade-rank>`;
}

/** Pictures, as many as have room, and the ranking beside them; the ranking alone where there is room for no more. */
export function rankedStage(
  pictures: readonly TemplateResult[],
  ranking: WallRanking,
  context: PageContext,
): TemplateResult {
  const { charts, rows, longRows } = context.room.stage;
  return html`<div class="stage">
    ${charts === 0 ? nothing : html`<div class="charts">${pictures.slice(0, charts)}</div>`}
    ${rankingOfYear(ranking, context, ranking.by === 'mode' ? longRows : rows)}
  </div>`;
}

/** The year against the baseline; null where there is none for what is shown. */
export function planBars({ config, info, where }: PageContext): TemplateResult | null {
  const baseline = suitableBaseline(config, info);
  if (baseline === null) return null;
  const { name, value, tonnage } = baseline;
  // A plan leaves its source's filters out: a baseline that is given here is of what the wall shows.
  return html`<trade-plan
    name=${name}
    .value=${value}
    .tonnage=${tonnage}
    ${filterAttributes(where)}
  ></trade-plan>`;
}
