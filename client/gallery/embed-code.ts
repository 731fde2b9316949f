import type { TimelineInfo } from '../../protocol/timeline-info.js';

/** Five lines that put a figure and a chart of a timeline on any page. */
export function embedCode(timeline: TimelineInfo, origin: string): string {
  const measure = timeline.measures.includes('value') ? 'value' : 'tonnage';
  const type = timeline.dimensions.includes('flow') ? 'mirrored' : 'area';
  const bucket = timeline.frequency === 'instant' || timeline.frequency === 'day' ? '1d' : '1mo';
  return [
    `<script type="module" src="${origin}/embed.js"></script>`,
    `<trade-source src="${origin.replace(/^http/, 'ws')}/feed" timeline="${timeline.name}">`,
    `  <trade-kpi measure="${measure}" bucket="1y" compare="year"></trade-kpi>`,
    `  <trade-chart type="${type}" measure="${measure}" bucket="${bucket}" last="90"></trade-chart>`,
    `</trade-source>`,
  ].join('\n');
}
