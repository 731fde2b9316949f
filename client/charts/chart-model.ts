import type { AxisCalendar } from './time-axis.js';
import type { YRange } from './y-range.js';

/** One line: what is drawn, with every decision about it made. Colours are resolved, for a canvas takes no `var()`. */
export interface ChartSeries {
  readonly key: string;
  /** Beside the model's `times`; NaN where unknown. What is to hang below the base line is negative. */
  readonly values: Float64Array;
  readonly color: string;
  /** Of the line, where it is another than that of the area. */
  readonly outline?: string;
  /** In CSS pixels. */
  readonly width: number;
  /** Lengths of strokes and gaps in CSS pixels; empty for a solid line. */
  readonly dash: readonly number[];
  /** Opacity of the area between line and base line; 0 for none. */
  readonly fill: number;
  /** A line through the values (where absent), or a bar for each. */
  readonly shape?: 'line' | 'bars';
  /** Indices of figures that were revised since they were first published. */
  readonly revised: readonly number[];
}

/** Something that happened at an instant, or from `time` to `end` (epoch ms). */
export interface ChartMark {
  readonly time: number;
  readonly end?: number;
  readonly label: string;
  /** It is not to be overlooked: its band has a colour of its own, and its label goes before others. */
  readonly isAlert?: boolean;
}

export interface ChartTheme {
  readonly muted: string;
  /** Of marks that are not to be overlooked. */
  readonly warn: string;
  readonly grid: string;
  readonly line: string;
  readonly fontFamily: string;
  /** In CSS pixels. */
  readonly fontSize: number;
}

/** All that a chart needs to be painted; the painter decides nothing about the data. */
export interface ChartModel {
  /** Bucket starts, epoch ms. */
  readonly times: Float64Array;
  readonly series: readonly ChartSeries[];
  /** Buckets from this index on are open: their figures are still growing. Drawn apart from the line, or not at all. */
  readonly closedBuckets: number;
  readonly showsOpen: boolean;
  readonly marks: readonly ChartMark[];
  readonly theme: ChartTheme;
  /** Free time before the first bucket and after the last, ms: room for half a bar; none where absent. */
  readonly edgeMs?: number;
  readonly yRange: YRange;
  readonly yLabel: (value: number) => string;
  /** What the ticks of time are aligned to and written in. */
  readonly calendar: AxisCalendar;
}
