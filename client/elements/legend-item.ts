import { html, svg, type TemplateResult } from 'lit';
import { USUAL_FONT_PX } from './chart-theme.js';
import type { SeriesPlan } from './chart-series.js';

/** Height of the sample of an area that is parted from others by lines in the ground's colour. */
const AREA_SAMPLE_PX = 7;

/** A line's sample, name and value; the sample has the line's dashes, so that its colour is not the only sign. */
export function legendItem(
  { color, dash, width, isParted }: SeriesPlan,
  name: string,
  value: string,
): TemplateResult {
  const em = (px: number): string => `${px / USUAL_FONT_PX}em`;
  const dashes = dash.map(em).join(' ');
  const sample = svg`<line x1="0" y1="50%" x2="100%" y2="50%" stroke-width=${em(isParted ? AREA_SAMPLE_PX : width)} stroke-dasharray=${dashes}></line>`;
  return html`<li>
    <svg class=${color} aria-hidden="true">${sample}</svg><span>${name}</span
    ><span class="value">${value}</span>
  </li>`;
}
