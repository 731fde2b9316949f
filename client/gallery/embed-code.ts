import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { planOverview } from '../wall/overview-plan.js';

/** Five lines that put a figure and a chart of a timeline on any page. */
export function embedCode(timeline: TimelineInfo, origin: string): string {
  const { bucket, last, mainMeasure: measure, hasFlow } = planOverview(timeline);
  const type = hasFlow ? 'mirrored' : 'area';
  return [
    `<script type="module" src="${origin}/embed.js"></script>`,
    `<trade-source src="${origin.replace(/^http/, 'ws')}/feed" timeline="${timeline.name}">`,
    `  <trade-kpi measure="${measure}" bucket="1y" compare="year"></trade-kpi>`,
    `  <trade-chart type="${type}" measure="${measure}" bucket="${bucket}" last="${last}"></trade-chart>`,
    `</trade-source>`,
  ].join('\n');
}
