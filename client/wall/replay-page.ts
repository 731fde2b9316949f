import { html, nothing, type TemplateResult } from 'lit';
import type { PageContext } from './page-context.js';
import { flowChart } from './page-parts.js';

/** Chapters that fill the height of a screen and can be read from four metres. */
const CHAPTERS = 9;

/** Where a replay is: its instant as large as a figure, how it runs, what is on, and how far it has come. */
export function replayPage(context: PageContext): TemplateResult {
  const { measures, mainMeasure } = context.plan;
  const { charts, rows, hasScrubber } = context.room.replay;
  return html`<section class="moment">
      <trade-clock></trade-clock>
      <trade-status show="state"></trade-status>
      <trade-speed readonly></trade-speed>
    </section>
    <div class="stage">
      <div class="charts">
        ${measures.slice(0, charts).map((measure) => flowChart(measure, context, measure === mainMeasure))}
      </div>
      ${rows === 0 ? nothing : html`<trade-chapters readonly rows=${Math.min(CHAPTERS, rows)}></trade-chapters>`}
    </div>
    ${hasScrubber ? html`<trade-scrubber readonly inert></trade-scrubber>` : nothing}`;
}
