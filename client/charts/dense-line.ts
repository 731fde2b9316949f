import type { ChartSeries } from './chart-model.js';
import { dashOf, dotRadius, fillOf } from './line-style.js';
import type { ColumnGrid, LineColumns } from './pixel-columns.js';

/** Scales of a plot: the columns across, and the values from top to bottom. */
interface Scales {
  readonly grid: ColumnGrid;
  readonly height: number;
  readonly yMin: number;
  readonly yMax: number;
}

/** Dashes begin anew after about so many pixels. */
const DASH_BLOCK = 8;

/**
 * One line of a dense plot: in each pixel column a vertical stroke from its lowest to its highest value, joined to its
 * neighbours. Dashes are counted within blocks of columns, each from its right end, so that what is drawn of a block
 * depends on nothing outside it, and a line that slides on takes its dashes along.
 */
export class DenseLine {
  /** How far ink goes beyond the middle of its column, in canvas pixels. */
  readonly reach: number;
  readonly #series: ChartSeries;
  readonly #columns: LineColumns;
  readonly #scales: Scales;
  readonly #width: number;
  readonly #dash: number[];
  /** Columns of a block; 1 where there are no dashes to be counted. */
  readonly #block: number;
  /** A stroke of an odd width is sharp where its middle is the middle of a pixel. */
  readonly #middle: number;

  constructor(series: ChartSeries, columns: LineColumns, scales: Scales) {
    this.#series = series;
    this.#columns = columns;
    this.#scales = scales;
    this.#width = series.width * devicePixelRatio;
    this.#dash = dashOf(series);
    this.#block = blockOf(this.#dash);
    this.#middle = Math.round(this.#width) % 2 === 1 ? 0.5 : 0;
    this.reach = Math.ceil(dotRadius(this.#width)) + 1;
  }

  /** Left end of the ink that is another one when `column` is. */
  inkFrom(column: number): number {
    // The stroke to the left neighbour is changed too, and with it the dashes of the neighbour's block.
    return Math.max(this.#blockStart(column - 1), -1) - this.reach;
  }

  /** Draws at least what is seen of it between two places. */
  draw(ctx: CanvasRenderingContext2D, from: number, to: number): void {
    const first = Math.max(0, Math.floor(from) - this.reach - 1);
    const last = Math.min(this.#scales.grid.count - 1, Math.ceil(to) + this.reach + 1);
    const { color, fill } = this.#series;
    if (fill > 0) {
      ctx.fillStyle = fillOf(this.#series);
      ctx.fill(this.#area(first, last));
    }
    ctx.strokeStyle = color;
    ctx.lineWidth = this.#width;
    ctx.lineJoin = 'round';
    ctx.lineCap = 'round';
    ctx.setLineDash(this.#dash);
    ctx.stroke(this.#strokes(first, this.#dashStart(last)));
  }

  #strokes(first: number, last: number): Path2D {
    const path = new Path2D();
    let isJoined = false;
    for (let column = last; column >= first; column--) {
      if (!this.#isKnown(column)) {
        isJoined = false;
        continue;
      }
      this.#addColumn(path, column, isJoined);
      isJoined = true;
      if (this.#isBlockStart(column)) path.moveTo(this.#x(column), this.#y(this.#columns.first[column]!));
    }
    return path;
  }

  /** From its newest value back to its oldest. */
  #addColumn(path: Path2D, column: number, isJoined: boolean): void {
    const { first, low, high, last, rises } = this.#columns;
    const x = this.#x(column);
    const start = this.#y(last[column]!);
    if (isJoined) path.lineTo(x, start);
    else path.moveTo(x, start);
    if (low[column] === high[column]) {
      if (!isJoined && !this.#isKnown(column - 1)) this.#addDot(path, x, start);
      return;
    }
    const [upper, lower] = [this.#y(high[column]!), this.#y(low[column]!)];
    path.lineTo(x, rises[column] === 1 ? upper : lower);
    path.lineTo(x, rises[column] === 1 ? lower : upper);
    path.lineTo(x, this.#y(first[column]!));
  }

  #addDot(path: Path2D, x: number, y: number): void {
    const radius = dotRadius(this.#width);
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
  }

  #area(first: number, last: number): Path2D {
    const path = new Path2D();
    const base = this.#y(0);
    for (let column = first; column <= last; column++) {
      if (!this.#isKnown(column)) continue;
      const x = this.#x(column);
      if (column === first || !this.#isKnown(column - 1)) path.moveTo(x, base);
      path.lineTo(x, this.#y(this.#columns.first[column]!));
      path.lineTo(x, this.#y(this.#columns.last[column]!));
      if (column === last || !this.#isKnown(column + 1)) path.lineTo(x, base);
    }
    return path;
  }

  #isKnown(column: number): boolean {
    return !Number.isNaN(this.#columns.first[column] ?? Number.NaN);
  }

  #x(column: number): number {
    return column + this.#middle;
  }

  #y(value: number): number {
    const { height, yMin, yMax } = this.#scales;
    return ((yMax - value) / (yMax - yMin)) * height;
  }

  #isBlockStart(column: number): boolean {
    return this.#block > 1 && this.#blockStart(column) === column;
  }

  #blockStart(column: number): number {
    const { origin } = this.#scales.grid;
    return Math.floor((origin + column) / this.#block) * this.#block - origin;
  }

  /** Where the dashes of a column's block are counted from: its right neighbour's first column. */
  #dashStart(column: number): number {
    return Math.min(this.#scales.grid.count - 1, this.#blockStart(column) + this.#block);
  }
}

/** A whole number of dashes, so that a level line shows no seam between blocks. */
function blockOf(dash: readonly number[]): number {
  const period = dash.reduce((sum, length) => sum + length, 0);
  return period === 0 ? 1 : Math.round(Math.ceil(DASH_BLOCK / period) * period);
}
