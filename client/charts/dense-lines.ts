import type uPlot from 'uplot';
import type { ChartModel } from './chart-model.js';
import { DenseLine } from './dense-line.js';
import { changedSpans, columnGrid, LineColumns, type ColumnGrid, type ColumnSpan } from './pixel-columns.js';

/** Points per pixel column from which lines are dense: then columns are drawn, and not points. */
const DENSE = 2;

/** Whether a plot has so many points that several share a pixel column all along. */
export function isDense({ bbox, data }: uPlot): boolean {
  return bbox.width > 0 && data[0].length >= DENSE * bbox.width;
}

/** What must be the same for a picture to be drawn on with. */
interface Frame {
  readonly grid: ColumnGrid;
  readonly height: number;
  readonly yMin: number;
  readonly yMax: number;
}

/**
 * Draws the lines of a dense plot into a picture of its own, which is kept from one paint to the next: what has slid on
 * is moved by whole pixels, and only columns whose extremes are others are drawn anew. A tick adds a few points to
 * thousands, and so costs a few columns and not all. What comes out depends on nothing but the model: two screens that
 * show the same have the same pixels, whenever they were opened.
 */
export class DenseLines {
  readonly #canvas = document.createElement('canvas');
  readonly #ctx = this.#canvas.getContext('2d')!;
  #frame: Frame | null = null;
  #columns: LineColumns[] = [];
  /** Those of the paint before. */
  #before: LineColumns[] = [];

  /** Brings the picture up to date and puts it on the plot. */
  draw(plot: uPlot, model: ChartModel): void {
    const frame = frameOf(plot);
    this.#cut(frame.grid, model);
    const lines = model.series.map((series, index) => new DenseLine(series, this.#columns[index]!, frame));
    const pad = Math.max(0, ...lines.map(({ reach }) => reach));
    const shift = this.#frame === null ? null : shiftOf(this.#frame, frame);
    if (shift === null) this.#restart(frame, pad);
    else this.#moveOn(shift);
    this.#frame = frame;
    const spans =
      shift === null
        ? [{ from: 0, to: frame.grid.count - 1 }]
        : changedSpans(this.#columns, this.#before, shift);
    for (const span of spans) this.#drawSpan(span, lines, pad);
    plot.ctx.drawImage(this.#canvas, Math.round(plot.bbox.left) - pad, Math.round(plot.bbox.top) - pad);
  }

  #cut(grid: ColumnGrid, { series, times, closedBuckets }: ChartModel): void {
    const isReusable = this.#before[0]?.first.length === grid.count;
    const columns = isReusable ? this.#before : series.map(() => new LineColumns(grid.count));
    series.forEach(({ values }, index) => columns[index]!.cut(grid, times, values, closedBuckets));
    [this.#before, this.#columns] = [this.#columns, columns];
  }

  #restart({ grid, height }: Frame, pad: number): void {
    this.#canvas.width = grid.count + 2 * pad;
    this.#canvas.height = height + 2 * pad;
  }

  #moveOn(shift: number): void {
    if (shift === 0) return;
    this.#ctx.globalCompositeOperation = 'copy';
    this.#ctx.drawImage(this.#canvas, -shift, 0);
    this.#ctx.globalCompositeOperation = 'source-over';
  }

  /** Draws anew all that ink of the span's columns touches, and nothing beside it. */
  #drawSpan(span: ColumnSpan, lines: readonly DenseLine[], pad: number): void {
    const ctx = this.#ctx;
    const from = Math.min(...lines.map((line) => line.inkFrom(span.from)));
    const to = span.to + 1 + pad;
    ctx.save();
    ctx.translate(pad, pad);
    ctx.beginPath();
    ctx.rect(from, -pad, to - from, this.#canvas.height);
    ctx.clip();
    ctx.clearRect(from, -pad, to - from, this.#canvas.height);
    for (const line of lines) line.draw(ctx, from, to);
    ctx.restore();
  }
}

function frameOf({ bbox, scales }: uPlot): Frame {
  const { min: from = 0, max: to = 1 } = scales['x']!;
  const { min: yMin = 0, max: yMax = 1 } = scales['y']!;
  return { grid: columnGrid(from, to, Math.round(bbox.width)), height: Math.round(bbox.height), yMin, yMax };
}

/** How many columns the later of two pictures has slid on; null where it can't be made of the earlier one. */
function shiftOf(before: Frame, now: Frame): number | null {
  const isOther =
    before.grid.msPerColumn !== now.grid.msPerColumn ||
    before.grid.count !== now.grid.count ||
    before.height !== now.height ||
    before.yMin !== now.yMin ||
    before.yMax !== now.yMax;
  const shift = now.grid.origin - before.grid.origin;
  return isOther || shift < 0 || shift >= now.grid.count ? null : shift;
}
