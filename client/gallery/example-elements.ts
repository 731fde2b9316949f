import type { TemplateResult } from 'lit';
import { html, unsafeStatic } from 'lit/static-html.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { planOverview } from '../wall/overview-plan.js';

export interface Example {
  /** What the author of a page writes, and what is shown: one text, so that they can't differ. */
  readonly code: string;
  readonly element: TemplateResult;
  readonly isWide: boolean;
}

/** One of each element that the timeline has figures for. */
export function exampleElements(timeline: TimelineInfo): readonly Example[] {
  const { bucket, last, measures, mainMeasure, hasFlow, ranking } = planOverview(timeline);
  const type = hasFlow ? 'mirrored' : 'area';
  const narrow = [
    ...measures.map((measure) => `<trade-kpi measure="${measure}" bucket="1y" compare="year"></trade-kpi>`),
    ...(timeline.frequency === 'instant'
      ? [`<trade-kpi measure="${mainMeasure}" rate="second"></trade-kpi>`]
      : []),
  ];
  const wide = [
    `<trade-chart id="chart" type="${type}" measure="${mainMeasure}" bucket="${bucket}" last="${last}" save></trade-chart>`,
    ...(ranking === null
      ? []
      : [`<trade-rank by="${ranking}" measure="${mainMeasure}" bucket="1y" top="8"></trade-rank>`]),
    ...(timeline.controllable && timeline.keyed !== true
      ? ['<trade-transport></trade-transport>', '<trade-video for="chart"></trade-video>']
      : []),
  ];
  return [
    ...narrow.map((code) => ({ code, element: shown(code), isWide: false })),
    ...wide.map((code) => ({ code, element: shown(code), isWide: true })),
  ];
}

/** The code is made here, of names that the protocol allows, so it is safe as markup. */
function shown(code: string): TemplateResult {
  return html`${unsafeStatic(code)}`;
}
