import uPlot from 'uplot';
import type { ChartModel } from '../../client/charts/chart-model.js';
import { plotOptions } from '../../client/charts/plot-options.js';

/** What is drawn of one chart, as it can be handed to a page. */
export interface PlotFigures {
  readonly times: readonly number[];
  /** NaN where unknown, which a page is handed as null. */
  readonly lines: readonly (readonly (number | null)[])[];
  readonly closedBuckets: number;
  readonly dash: readonly number[];
  readonly fill: number;
  readonly shape?: 'line' | 'bars';
  readonly yRange: { readonly min: number; readonly max: number };
}

const SIZE = { width: 340, height: 220 };
const COLORS = ['rgb(11 98 196)', 'rgb(184 84 10)'];

/** Runs in a page, bundled with the chart layer; what a test calls there. */
const plotsInPage = {
  /**
   * Shows one state after another in a plot that lives on, and each in a plot of its own.
   * @returns pixels that differ, for each state
   */
  differencesToFreshPlots(states: readonly PlotFigures[]): number[] {
    const living = openPlot(states[0]!);
    return states.map((state) => {
      living.show(state);
      const fresh = openPlot(state);
      const count = countDifferent(pixelsOf(living.plot), pixelsOf(fresh.plot));
      fresh.plot.destroy();
      return count;
    });
  },

  /** Pixels of ink that have none beside them where each point is drawn, and the other way round. */
  inkBesideEachPoint(figures: PlotFigures): { missing: number; added: number; ink: number } {
    const ours = pixelsOf(openPlot(figures).plot);
    const naive = pixelsOf(openPlot(figures, drawEachPoint).plot);
    return {
      ink: ours.filter((alpha) => alpha >= STRONG).length,
      missing: countAlone(naive, ours),
      added: countAlone(ours, naive),
    };
  },
};

export type PlotsInPage = typeof plotsInPage;
Object.assign(globalThis, { plotsInPage });

function openPlot(first: PlotFigures, change: (options: uPlot.Options) => void = () => {}) {
  let model = modelOf(first);
  const options = plotOptions(
    () => model,
    SIZE,
    () => {},
  );
  change(options);
  const plot = new uPlot(options, dataOf(model), document.body);
  const show = (figures: PlotFigures): void => {
    model = modelOf(figures);
    plot.batch(() => plot.setData(dataOf(model)));
  };
  show(first);
  return { plot, show };
}

/** A polyline through every point, and the area under it, as a plotter with all the time in the world would draw it. */
function drawEachPoint(options: uPlot.Options): void {
  delete options.hooks!.drawAxes;
  for (const series of options.series.slice(1)) {
    series.paths = (plot, index) => {
      const [times, values] = [plot.data[0], plot.data[index] as readonly number[]];
      const paths = { stroke: new Path2D(), fill: new Path2D() };
      const base = plot.valToPos(0, 'y', true);
      paths.fill.moveTo(plot.bbox.left, base);
      values.forEach((value, at) => {
        const [x, y] = [plot.valToPos(times[at]!, 'x', true), plot.valToPos(value, 'y', true)];
        paths.stroke.lineTo(x, y);
        paths.fill.lineTo(x, y);
      });
      paths.fill.lineTo(plot.bbox.left + plot.bbox.width, base);
      return { ...paths, flags: 0 };
    };
  }
}

function modelOf({
  times,
  lines,
  closedBuckets,
  dash,
  fill,
  shape = 'line',
  yRange,
}: PlotFigures): ChartModel {
  return {
    times: Float64Array.from(times),
    series: lines.map((line, index) => ({
      key: String(index),
      values: Float64Array.from(line, (value) => value ?? Number.NaN),
      color: COLORS[index]!,
      width: 2,
      dash: index === 0 ? [] : dash,
      fill,
      shape,
      revised: [],
    })),
    closedBuckets,
    showsOpen: false,
    marks: [],
    theme: {
      warn: 'gray',
      muted: 'gray',
      grid: 'transparent',
      line: 'gray',
      fontFamily: 'sans-serif',
      fontSize: 12,
    },
    yRange,
    yLabel: () => '',
    calendar: { bucket: '1d', offsetMs: 0, lang: 'en' },
  };
}

function dataOf({ times, series }: ChartModel): uPlot.AlignedData {
  return [times, ...series.map(({ values }) => values)];
}

const STRONG = 128;
const FAINT = 30;

/** Opacity of each pixel. */
function pixelsOf({ ctx }: uPlot): Uint8ClampedArray {
  const { width, height } = ctx.canvas;
  return ctx.getImageData(0, 0, width, height).data.filter((_, at) => at % 4 === 3);
}

/** Smoothed edges may differ a little by how long the path is that they are part of. */
function countDifferent(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  return a.filter((alpha, at) => Math.abs(alpha - b[at]!) > 64).length;
}

/** Strong pixels of one picture with nothing within a pixel in the other. */
function countAlone(picture: Uint8ClampedArray, other: Uint8ClampedArray): number {
  const width = SIZE.width * devicePixelRatio;
  const near = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => dx + dy * width));
  return picture.filter(
    (alpha, at) => alpha >= STRONG && !near.some((offset) => other[at + offset]! >= FAINT),
  ).length;
}
