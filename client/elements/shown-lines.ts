import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewData } from '../feed/view-data.js';
import { chartLines, windowOf, type ChartLineOptions, type ChartLines } from './chart-lines.js';
import type { SeriesPlan } from './chart-series.js';
import type { TimeWindow } from './chart-zoom.js';

/** The lines of a chart in the part of the time that is shown. */
export class ShownLines {
  /** All the time that could be shown, epoch ms. */
  extent: TimeWindow | null = null;
  /** How many of the buckets shown have ended. */
  closedBuckets = 0;
  #lines: ChartLines = { times: new Float64Array(), series: [], from: 0 };

  get times(): Float64Array {
    return this.#lines.times;
  }

  get series(): readonly SeriesPlan[] {
    return this.#lines.series;
  }

  /** Bars need half their width at either end. */
  get halfBucketMs(): number {
    const { times } = this;
    return times.length > 1 ? (times.at(-1)! - times[0]!) / (times.length - 1) / 2 : 0;
  }

  /** @param zoomed the part wanted; null: all */
  take(data: ViewData, options: ChartLineOptions, { clock }: TimelineInfo, zoomed: TimeWindow | null): void {
    const lines = chartLines(data, options);
    const { times } = lines;
    this.extent = times.length < 2 ? null : { from: times[0]!, to: times.at(-1)! };
    this.#lines = zoomed === null ? lines : this.#zoomedLines(lines, zoomed);
    const closed = data.closedBuckets(Math.min(clock.time, clock.watermark));
    this.closedBuckets = Math.min(this.times.length, Math.max(0, closed - this.#lines.from));
  }

  /** A part stays where it is while data comes, until it has left all that there is on the left. */
  #zoomedLines(lines: ChartLines, { from, to }: TimeWindow): ChartLines {
    const { extent } = this;
    if (extent === null || to - from >= extent.to - extent.from) return lines;
    const shift = Math.max(0, extent.from - from) - Math.max(0, to - extent.to);
    return windowOf(lines, from + shift, to + shift);
  }
}
