import type uPlot from 'uplot';
import { decimate } from './decimate.js';
import { isDense } from './dense-lines.js';
import { dotRadius } from './line-style.js';

/** Where the points of a plot fall, in device pixels. */
export interface Projection {
  readonly x: (time: number) => number;
  readonly y: (value: number) => number;
}

/** The linear map of a plot's scales; uPlot's own looks everything up again for each point. */
export function projectionOf(plot: uPlot): Projection {
  const { left, top, width, height } = plot.bbox;
  const { min: xMin = 0, max: xMax = 1 } = plot.scales['x']!;
  const { min: yMin = 0, max: yMax = 1 } = plot.scales['y']!;
  const perMs = width / (xMax - xMin || 1);
  const perUnit = height / (yMax - yMin || 1);
  return {
    x: (time) => left + (time - xMin) * perMs,
    y: (value) => top + (yMax - value) * perUnit,
  };
}

/**
 * A path builder for uPlot: one line through the known values of the first `end` points, broken where a value is
 * unknown, and the area between it and the base line. Of each pixel column only the extremes are drawn. Dense lines are
 * not drawn here, but by `DenseLines`.
 */
export function linePaths(end: () => number): uPlot.Series.PathBuilder {
  return (plot, seriesIndex) => {
    if (isDense(plot)) return null;
    const times = plot.data[0];
    const values = plot.data[seriesIndex]! as ArrayLike<number>;
    const { x, y } = projectionOf(plot);
    const paths = { stroke: new Path2D(), fill: new Path2D() };
    const drawn = decimate(values, Math.min(end(), values.length), (index) => Math.round(x(times[index]!)));
    for (const run of knownRuns(drawn, values)) {
      addRun(
        paths,
        run.map((index) => ({ x: x(times[index]!), y: y(values[index]!) })),
        y(0),
        (plot.series[seriesIndex]!.width ?? 1) * devicePixelRatio,
      );
    }
    return { ...paths, flags: 0 };
  };
}

function* knownRuns(indices: readonly number[], values: ArrayLike<number>): Generator<number[]> {
  let run: number[] = [];
  for (const index of indices) {
    if (!Number.isNaN(values[index]!)) {
      run.push(index);
      continue;
    }
    if (run.length > 0) yield run;
    run = [];
  }
  if (run.length > 0) yield run;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function addRun(
  paths: { stroke: Path2D; fill: Path2D },
  points: readonly Point[],
  baseline: number,
  lineWidth: number,
): void {
  const first = points[0]!;
  const last = points.at(-1)!;
  if (points.length === 1) {
    const radius = dotRadius(lineWidth);
    paths.stroke.moveTo(first.x + radius, first.y);
    paths.stroke.arc(first.x, first.y, radius, 0, 2 * Math.PI);
    return;
  }
  paths.stroke.moveTo(first.x, first.y);
  paths.fill.moveTo(first.x, baseline);
  for (const point of points) {
    paths.stroke.lineTo(point.x, point.y);
    paths.fill.lineTo(point.x, point.y);
  }
  paths.fill.lineTo(last.x, baseline);
}
