import { css, html, svg, type TemplateResult } from 'lit';

/** Side of the box that a line is laid out in; it is stretched to the room there is, its strokes are not. */
const BOX = 100;

/** Room for half a stroke at the ends, in the box's units. */
const MARGIN = 6;

interface SparkPoint {
  readonly x: number;
  readonly y: number;
}

/** A small line through the known values of the first `end` points, and a dot at the marked one. */
export function sparkline(
  values: Float64Array,
  end: number,
  marked: number | null,
  look: string,
): TemplateResult {
  const points = pointsOf(values, end);
  const dot = points[marked ?? lastKnown(values, end)];
  return html`<svg
    class="spark ${look}"
    viewBox="0 0 ${BOX} ${BOX}"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    ${svg`<path class="line" d=${pathOf(points)}></path>`}
    ${dot === null || dot === undefined ? '' : svg`<path class="dot" d=${`M${at(dot)}h0`}></path>`}
  </svg>`;
}

/** Place of the newest known value among the first `end`; −1 where there is none. */
export function lastKnown(values: Float64Array, end: number): number {
  let index = Math.min(end, values.length) - 1;
  while (index >= 0 && Number.isNaN(values[index]!)) index--;
  return index;
}

/** Place among the first `end` points of the one nearest to a part, 0 to 1, of the line's box from its left edge. */
export function pointNear(part: number, end: number): number {
  const place = ((part * BOX - MARGIN / 2) / (BOX - MARGIN)) * (end - 1);
  return Math.round(Math.max(0, Math.min(end - 1, place)));
}

/** From the lowest value to the highest, for a line this small shows a shape and no amounts; null where unknown. */
function pointsOf(values: Float64Array, end: number): (SparkPoint | null)[] {
  const known = values.subarray(0, end).filter((value) => !Number.isNaN(value));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const room = BOX - 2 * MARGIN;
  return Array.from(values.subarray(0, end), (value, index) =>
    Number.isNaN(value)
      ? null
      : {
          x: end > 1 ? MARGIN / 2 + (index / (end - 1)) * (BOX - MARGIN) : BOX / 2,
          y: high > low ? MARGIN + ((high - value) / (high - low)) * room : BOX / 2,
        },
  );
}

/** Broken where a value is unknown. */
function pathOf(points: readonly (SparkPoint | null)[]): string {
  return points
    .map((point, index) => (point === null ? '' : `${points[index - 1] ? 'L' : 'M'}${at(point)}`))
    .join('');
}

function at({ x, y }: SparkPoint): string {
  return `${x.toFixed(2)},${y.toFixed(2)}`;
}

export const sparkStyles = css`
  .spark {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    overflow: visible;
    fill: none;
    stroke: currentColor;
    color: var(--_series1);
  }
  .spark path {
    vector-effect: non-scaling-stroke;
    stroke-linejoin: round;
  }
  .spark .line {
    stroke-width: 1.5px;
  }
  .spark .dot {
    stroke-width: 5px;
    stroke-linecap: round;
  }
  .spark.export {
    color: var(--_export);
  }
  .spark.import {
    color: var(--_import);
  }
  .spark.import .line {
    stroke-dasharray: 4 2.5;
  }
  .spark.balance {
    color: var(--_balance);
  }
`;
