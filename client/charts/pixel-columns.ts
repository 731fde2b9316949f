/**
 * Pixel columns over time. They are anchored in time and not at the left end of a window, so that a window that slides
 * on by less than a column leaves them as they are, and one that slides on by more only moves them.
 */
export interface ColumnGrid {
  readonly msPerColumn: number;
  /** Number of the first column, counted from the epoch. */
  readonly origin: number;
  readonly count: number;
}

/** The columns that hold the instants from `from` to `to`, where that span is `width` pixels wide. */
export function columnGrid(from: number, to: number, width: number): ColumnGrid {
  const msPerColumn = (to - from) / width;
  const origin = Math.floor(from / msPerColumn + 0.5);
  return { msPerColumn, origin, count: Math.floor(to / msPerColumn + 0.5) - origin + 1 };
}

/**
 * What is drawn of one line in each pixel column: the first, lowest, highest and last of its known values, so that the
 * picture has every peak. NaN where a column has none, and the line is broken there.
 */
export class LineColumns {
  readonly first: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly last: Float64Array;
  /** 1 where the lowest value comes before the highest. */
  readonly rises: Uint8Array;

  constructor(count: number) {
    [this.first, this.low, this.high, this.last] = [1, 2, 3, 4].map(() => new Float64Array(count)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    this.rises = new Uint8Array(count);
  }

  /**
   * Takes the first `end` points of a line, in place of what was there. The first column stays empty: it is on its way
   * out of the window, and with every point that goes it would be another one.
   */
  cut({ origin, msPerColumn }: ColumnGrid, times: Float64Array, values: Float64Array, end: number): void {
    let at = 0;
    for (let column = 0; column < this.first.length; column++) {
      const until = (origin + column + 0.5) * msPerColumn;
      const start = at;
      while (at < end && times[at]! < until) at++;
      this.#fill(column, values, column === 0 ? at : start, at);
    }
  }

  /** Whether a column is drawn as another one of an earlier picture was. */
  isSame(column: number, before: LineColumns, other: number): boolean {
    return (
      isSame(this.low[column]!, before.low[other]!) &&
      isSame(this.high[column]!, before.high[other]!) &&
      isSame(this.first[column]!, before.first[other]!) &&
      isSame(this.last[column]!, before.last[other]!) &&
      this.rises[column] === before.rises[other]
    );
  }

  #fill(column: number, values: Float64Array, start: number, end: number): void {
    let first = Number.NaN;
    let last = Number.NaN;
    let low = Infinity;
    let high = -Infinity;
    let lowAt = 0;
    let highAt = 0;
    for (let at = start; at < end; at++) {
      const value = values[at]!;
      if (Number.isNaN(value)) continue;
      if (Number.isNaN(first)) first = value;
      if (value < low) {
        low = value;
        lowAt = at;
      }
      if (value > high) {
        high = value;
        highAt = at;
      }
      last = value;
    }
    this.first[column] = first;
    this.last[column] = last;
    this.low[column] = Number.isNaN(first) ? first : low;
    this.high[column] = Number.isNaN(first) ? first : high;
    this.rises[column] = lowAt < highAt ? 1 : 0;
  }
}

/** From column `from` to column `to`, both included. */
export interface ColumnSpan {
  readonly from: number;
  readonly to: number;
}

/** Spans closer than this are drawn as one. */
const JOINED_WITHIN = 16;

/** Where columns differ from an earlier picture that has been moved to the left by `shift` columns. */
export function changedSpans(
  now: readonly LineColumns[],
  before: readonly LineColumns[],
  shift: number,
): ColumnSpan[] {
  const count = now[0]?.first.length ?? 0;
  const spans: ColumnSpan[] = [];
  for (let column = 0; column < count; column++) {
    const other = column + shift;
    // What a moved picture has at its left end belongs to columns that are gone.
    const isKept = other < count && !(column <= 1 && shift > 0);
    if (isKept && now.every((line, index) => line.isSame(column, before[index]!, other))) continue;
    const span = spans.at(-1);
    if (span !== undefined && column - span.to <= JOINED_WITHIN)
      spans[spans.length - 1] = { ...span, to: column };
    else spans.push({ from: column, to: column });
  }
  return spans;
}

function isSame(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}
