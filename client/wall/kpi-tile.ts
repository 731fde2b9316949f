import { html, nothing, type TemplateResult } from 'lit';
import type { Flow } from '../../protocol/dimensions.js';
import { message } from '../locales/message.js';
import type { PageContext } from './overview-page.js';
import type { KpiTile, OverviewPlan, SumMeasure } from './overview-plan.js';

/** One tile of the top row: a large figure, and two lines below it that say more of the same. */
export function kpiTile(tile: KpiTile, plan: OverviewPlan, context: PageContext): TemplateResult {
  switch (tile) {
    case 'value':
    case 'tonnage':
      return yearToDate(tile, plan, context);
    case 'exports':
      return flowToDate('export', plan, context);
    case 'imports':
      return flowToDate('import', plan, context);
    case 'now':
      return rateNow(plan, context);
    case 'latest':
      return latestPeriod(plan, context);
    case 'balance':
      return balanceToDate(plan, context);
  }
}

function yearToDate(
  measure: 'value' | 'tonnage',
  { hasFlow }: OverviewPlan,
  { config }: PageContext,
): TemplateResult {
  return html`<trade-kpi
    measure=${measure}
    bucket="1y"
    compare="year"
    label=${message(config.lang, `wall.${measure}ThisYear`)}
    >${hasFlow ? html`<br />${flowSplit(measure, { bucket: '1y' }, config)}` : nothing}</trade-kpi
  >`;
}

/** Exports and imports in the colours that they have everywhere. */
function flowSplit(
  measure: SumMeasure,
  { bucket, closed = false }: { bucket: string; closed?: boolean },
  { lang }: PageContext['config'],
): TemplateResult[] {
  return (['export', 'import'] as const).map(
    (flow) =>
      html`<trade-kpi
        class="more ${flow}"
        measure=${measure}
        bucket=${bucket}
        flow=${flow}
        ?closed=${closed}
        label=${message(lang, `flow.${flow}`)}
      ></trade-kpi>`,
  );
}

function flowToDate(flow: Flow, { mainMeasure }: OverviewPlan, { config }: PageContext): TemplateResult {
  const label = message(config.lang, flow === 'export' ? 'wall.exportsThisYear' : 'wall.importsThisYear');
  return html`<trade-kpi
    class=${flow}
    measure=${mainMeasure}
    bucket="1y"
    compare="year"
    flow=${flow}
    label=${label}
  ></trade-kpi>`;
}

function rateNow({ mainMeasure, measures }: OverviewPlan, { config }: PageContext): TemplateResult {
  const others = [...measures.filter((measure) => measure !== mainMeasure), 'records'];
  return html`<trade-kpi
    class="rate"
    measure=${mainMeasure}
    rate="second"
    label=${message(config.lang, 'wall.now')}
  >
    ${others.map((measure) => html`<trade-kpi class="more line" measure=${measure} rate="second" label=""></trade-kpi>`)}
  </trade-kpi>`;
}

function latestPeriod(
  { mainMeasure, bucket, hasFlow }: OverviewPlan,
  { config }: PageContext,
): TemplateResult {
  return html`<trade-kpi
    measure=${mainMeasure}
    bucket=${bucket}
    closed
    compare="year"
    label=${message(config.lang, `wall.latest.${bucket as '1d'}`)}
    >${hasFlow ? html`<br />${flowSplit(mainMeasure, { bucket, closed: true }, config)}` : nothing}</trade-kpi
  >`;
}

function balanceToDate({ bucket }: OverviewPlan, { config }: PageContext): TemplateResult {
  const closed = bucket === '1d' ? '1mo' : bucket;
  return html`<trade-kpi measure="balance" bucket="1y" label=${message(config.lang, 'wall.balanceThisYear')}>
    <trade-kpi
      class="more line"
      measure="coverage"
      bucket="1y"
      label=${message(config.lang, 'term.exportsCoverImports')}
    ></trade-kpi>
    <trade-kpi
      class="more line"
      measure="balance"
      bucket=${closed}
      closed
      label=${message(config.lang, `wall.latest.${closed as '1mo'}`)}
    ></trade-kpi>
  </trade-kpi>`;
}
