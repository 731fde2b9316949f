import { html, nothing, type TemplateResult } from 'lit';
import type { Flow } from '../../protocol/dimensions.js';
import { message } from '../locales/message.js';
import { wallMessage } from '../locales/wall-message.js';
import type { Lang } from '../locales/lang.js';
import type { KpiTile, OverviewPlan, SumMeasure } from './overview-plan.js';
import type { PageContext } from './page-context.js';
import type { ScreenRoom } from './screen-room.js';

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
  plan: OverviewPlan,
  { config, room }: PageContext,
): TemplateResult {
  const isSplit = room.hasDetails && plan.hasFlow && !plan.kpis.includes('exports');
  return html`<trade-kpi
    measure=${measure}
    bucket="1y"
    compare="year"
    label=${wallMessage(config.lang, `wall.${measure}ThisYear`)}
    >${isSplit ? html`<br />${flowSplit(measure, config.lang)}` : nothing}</trade-kpi
  >`;
}

/** Exports and imports in the colours that they have everywhere. */
function flowSplit(measure: SumMeasure, lang: Lang): TemplateResult[] {
  return (['export', 'import'] as const).map(
    (flow) =>
      html`<trade-kpi
        class="more ${flow}"
        measure=${measure}
        bucket="1y"
        flow=${flow}
        label=${message(lang, `flow.${flow}`)}
      ></trade-kpi>`,
  );
}

function flowToDate(flow: Flow, { mainMeasure }: OverviewPlan, { config }: PageContext): TemplateResult {
  const label = wallMessage(config.lang, flow === 'export' ? 'wall.exportsThisYear' : 'wall.importsThisYear');
  return html`<trade-kpi
    class=${flow}
    measure=${mainMeasure}
    bucket="1y"
    compare="year"
    flow=${flow}
    label=${label}
  ></trade-kpi>`;
}

function rateNow({ mainMeasure, measures }: OverviewPlan, { config, room }: PageContext): TemplateResult {
  const others = [...measures.filter((measure) => measure !== mainMeasure), 'records'];
  return html`<trade-kpi
    class="rate"
    measure=${mainMeasure}
    rate="second"
    label=${wallMessage(config.lang, 'wall.now')}
  >
    ${fitting(others, room).map((measure) => html`<trade-kpi class="more line" measure=${measure} rate="second" label=""></trade-kpi>`)}
  </trade-kpi>`;
}

/** Without a label of ours a figure names its period itself: "Value, May 2025". */
function latestPeriod(
  { mainMeasure, measures, bucket }: OverviewPlan,
  { room }: PageContext,
): TemplateResult {
  const others = measures.filter((measure) => measure !== mainMeasure);
  return html`<trade-kpi measure=${mainMeasure} bucket=${bucket} closed compare="year">
    ${(room.hasDetails ? others : []).map(
      (measure) =>
        html`<trade-kpi class="more line" measure=${measure} bucket=${bucket} closed label=""></trade-kpi>`,
    )}
  </trade-kpi>`;
}

function balanceToDate({ bucket }: OverviewPlan, { config, room }: PageContext): TemplateResult {
  const closed = bucket === '1d' ? '1mo' : bucket;
  return html`<trade-kpi
    measure="balance"
    bucket="1y"
    label=${wallMessage(config.lang, 'wall.balanceThisYear')}
  >
    <trade-kpi
      class="more line"
      measure="coverage"
      bucket="1y"
      label=${message(config.lang, 'term.exportsCoverImports')}
    ></trade-kpi>
    ${
      room.hasDetails
        ? html`<trade-kpi class="more line" measure="balance" bucket=${closed} closed></trade-kpi>`
        : nothing
    }
  </trade-kpi>`;
}

/** One line below a figure where there is no room for more. */
function fitting<T>(lines: readonly T[], { hasDetails }: ScreenRoom): readonly T[] {
  return hasDetails ? lines : lines.slice(0, 1);
}
