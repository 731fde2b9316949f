import { html, type TemplateResult } from 'lit';
import type { PageContext } from './page-context.js';
import { flowChart, groupChart, rankingOfYear } from './page-parts.js';
import { rankingOf } from './page-rankings.js';

/** Through which ports, in tonnes: the course of the largest, both ways of all, and the ranking. */
export function portsPage(context: PageContext): TemplateResult {
  const ranking = rankingOf('ports', context.info);
  return html`<div class="stage">
    <div class="charts">${groupChart(ranking, context)} ${flowChart(ranking.measure, context, false)}</div>
    ${rankingOfYear(ranking, context)}
  </div>`;
}
