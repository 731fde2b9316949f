import type uPlot from 'uplot';
import { isDense } from './dense-lines.js';
import { projectionOf } from './line-paths.js';

/** Share of a bucket's width that its bars take, side by side. */
const FILLED = 0.78;

/**
 * A path builder for uPlot: a bar from the base line for each known value of the first `end` points. Several series stand
 * side by side within their bucket. Where there are more bars than pixels, they are drawn as dense lines are.
 * @param place of the series among those with bars
 * @param count of the series with bars
 */
export function barPaths(end: () => number, place: number, count: number): uPlot.Series.PathBuilder {
  return (plot, seriesIndex) => {
    if (isDense(plot)) return null;
    const times = plot.data[0];
    const values = plot.data[seriesIndex]! as ArrayLike<number>;
    const { x, y } = projectionOf(plot);
    const slot = slotWidth(times, x) * FILLED;
    const width = Math.max(1, slot / count);
    const bars = new Path2D();
    for (let index = 0; index < Math.min(end(), values.length); index++) {
      const value = values[index]!;
      if (Number.isNaN(value)) continue;
      const left = x(times[index]!) - slot / 2 + place * width;
      bars.rect(
        left,
        Math.min(y(0), y(value)),
        Math.max(1, width - devicePixelRatio),
        Math.abs(y(value) - y(0)),
      );
    }
    return { stroke: bars, fill: bars, flags: 0 };
  };
}

/** Pixels between two buckets, the nearest ones, for months are not alike. */
function slotWidth(times: ArrayLike<number>, x: (time: number) => number): number {
  if (times.length < 2) return x(times[0] ?? 0);
  let nearest = Infinity;
  for (let index = 1; index < times.length; index++)
    nearest = Math.min(nearest, x(times[index]!) - x(times[index - 1]!));
  return nearest;
}
