import uPlot from 'uplot';
import type { ChartModel } from '../../client/charts/chart-model.js';
import { plotOptions } from '../../client/charts/plot-options.js';

/** What is seen of a chart: its pixels, and the markup that follows the cursor. */
export interface Painted {
  readonly pixels: string;
  readonly markup: string;
  readonly cursor: readonly (number | null)[];
}

const DAY = 86_400_000;
const FROM = Date.UTC(2026, 0, 1);

const MODEL: ChartModel = {
  times: Float64Array.from({ length: 90 }, (_, day) => FROM + day * DAY),
  series: [
    seriesOf('export', 'rgb(11 98 196)', (day) => 40 + 30 * Math.sin(day / 9)),
    { ...seriesOf('import', 'rgb(184 84 10)', (day) => -20 - (day % 17)), dash: [6, 3], fill: 0 },
  ],
  closedBuckets: 88,
  showsOpen: true,
  marks: [{ time: FROM + 30 * DAY, end: FROM + 36 * DAY, label: 'A fair' }],
  theme: {
    warn: '#ffd95e',
    muted: 'gray',
    grid: 'silver',
    line: 'black',
    fontFamily: 'sans-serif',
    fontSize: 12,
  },
  yRange: { min: -40, max: 80 },
  yLabel: (value) => `${value} bn`,
  calendar: { bucket: '1d', offsetMs: 0, lang: 'en' },
};

function seriesOf(
  key: string,
  color: string,
  valueAt: (day: number) => number,
): ChartModel['series'][number] {
  const values = Float64Array.from({ length: 90 }, (_, day) => (day % 23 === 5 ? NaN : valueAt(day)));
  return { key, values, color, width: 2, dash: [], fill: 0.2, revised: [12] };
}

/** One value, and none: what a scale of no width has to stand. */
const STATES: readonly ChartModel[] = [
  MODEL,
  cutTo(1),
  cutTo(0),
  { ...MODEL, yRange: { min: -80, max: 160 } },
];

function cutTo(count: number): ChartModel {
  const series = MODEL.series.map((line) => ({ ...line, values: line.values.slice(0, count), revised: [] }));
  return { ...MODEL, times: MODEL.times.slice(0, count), series, closedBuckets: count };
}

/** Runs in a page: draws each state in one plot that lives on, then makes it smaller, moves the cursor over it and out. */
async function paint(): Promise<Painted[]> {
  let model = MODEL;
  const cursor: (number | null)[] = [];
  const options = plotOptions(
    () => model,
    { width: 420, height: 240 },
    (index) => cursor.push(index),
  );
  const plot = new uPlot(options, dataOf(model), document.body);
  const seen: Painted[] = [];
  const look = async (): Promise<void> => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    seen.push({ pixels: plot.ctx.canvas.toDataURL(), markup: plot.root.outerHTML, cursor: [...cursor] });
  };
  for (model of STATES) {
    plot.setData(dataOf(model));
    await look();
  }
  plot.setSize({ width: 300, height: 180 });
  await look();
  point(plot, 'mousemove', 120);
  await look();
  plot.setCursor({ left: plot.valToPos(model.times[40]!, 'x'), top: 0 });
  await look();
  point(plot, 'mouseleave', 400);
  await look();
  return seen;
}

function point(plot: uPlot, type: string, x: number): void {
  const { left, top } = plot.over.getBoundingClientRect();
  plot.over.dispatchEvent(
    new MouseEvent(type, { clientX: left + x, clientY: top + 40, movementX: 1, bubbles: true }),
  );
}

function dataOf(model: ChartModel): uPlot.AlignedData {
  return [model.times, ...model.series.map(({ values }) => values)];
}

Object.assign(globalThis, { paint });
