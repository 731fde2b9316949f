import { html, nothing, type TemplateResult } from 'lit';
import type { Lang } from '../locales/lang.js';
import { message } from '../locales/message.js';
import type { SeriesPlan } from './chart-series.js';
import type { ChartTexts } from './chart-texts.js';
import { legendItem } from './legend-item.js';

/** Lines a year before that have a name and a figure each in the legend. */
const BEFORE_NAMED = 2;

/**
 * The lines by sample, name and figure at a point (null: the newest closed one). Of many lines a year before only the sign
 * is explained, or the names would leave no room for the lines.
 */
export function chartLegend(
  series: readonly SeriesPlan[],
  texts: ChartTexts,
  index: number | null,
  lang: Lang,
): TemplateResult {
  const before = series.filter(({ isBefore }) => isBefore);
  const isTold = before.length <= BEFORE_NAMED;
  const [first] = before;
  const name = message(lang, 'chart.yearBefore', { name: '' }).trim();
  return html`<ul part="legend">
    ${series
      .filter(({ isBefore }) => isTold || !isBefore)
      .map((plan) => legendItem(plan, texts.nameOf(plan), texts.figure(plan, index)))}
    ${isTold || first === undefined ? nothing : legendItem({ ...first, color: 'muted' }, name, '')}
    ${series.some(({ revised }) => revised.length > 0) ? html`<li>◇ ${message(lang, 'term.revised')}</li>` : nothing}
  </ul>`;
}
