import type { ChartSeries } from './chart-model.js';

/** A value alone between two unknown ones has no line to be on, and is drawn as a dot of this radius, in line widths. */
const DOT_RADIUS = 1.5;

/** @param lineWidth in whatever unit the radius is to be */
export function dotRadius(lineWidth: number): number {
  return DOT_RADIUS * lineWidth;
}

/** Dashes in canvas pixels. */
export function dashOf({ dash }: ChartSeries): number[] {
  return dash.map((length) => length * devicePixelRatio);
}

/** Colour of the area under a line; every engine that has `light-dark()` has `color-mix()` too. */
export function fillOf({ color, fill }: ChartSeries): string {
  return `color-mix(in srgb, ${color} ${fill * 100}%, transparent)`;
}
