import { css, html, nothing, type TemplateResult } from 'lit';
import { utcOffsetMs, type TimelineInfo } from '../../protocol/timeline-info.js';
import { CLOCK_VIEW, FeedController } from '../feed/feed-controller.js';
import { PlayheadController } from '../feed/playhead-controller.js';
import { formatPeriod } from '../format/format-period.js';
import { formatTimeOfDay, formatUtcOffset, formatWeekdayDate } from '../format/format-instant.js';
import { asOfInstant } from '../format/timeline-texts.js';
import { TradeElement } from './trade-element.js';

/** Event seconds per second above which seconds, and then minutes, change too fast to be read. */
const TOO_FAST_FOR_SECONDS = 60;
const TOO_FAST_FOR_MINUTES = 3_600;

/**
 * The playhead of the timeline in the timeline's own zone: date and time of day, or the period of figures that come by
 * period. It shows the same instant on every screen, by the server's own clock, and stops when the figures do.
 *
 * @element trade-clock
 * @csspart date - weekday, date and zone, beside a time of day
 * @csspart time - the largest part: the time of day, or the date or period where there is none to be read
 */
export class TradeClock extends TradeElement {
  static override styles = [
    ...TradeElement.styles,
    css`
      .clock {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: end;
        gap: 0 0.8em;
        padding-inline-end: var(--_age-room, 0);
        white-space: nowrap;
      }
      .date {
        color: var(--_muted);
      }
      .time {
        font-size: 1.8em;
        line-height: 1.1;
      }
    `,
  ];

  protected override readonly feed = new FeedController(this, () => CLOCK_VIEW);
  readonly #playhead = new PlayheadController(this, this.feed);

  protected override get hasContent(): boolean {
    return this.feed.timeline !== null;
  }

  protected override renderContent(): TemplateResult {
    const { beside, large } = this.#texts(this.feed.timeline!);
    return html`<div class="clock" part="base">
      ${beside === null ? nothing : html`<span class="date" part="date">${beside}</span>`}
      <span class="time" part="time">${large}</span>
    </div>`;
  }

  #texts(timeline: TimelineInfo): { beside: string | null; large: string } {
    const { clock, frequency, utcOffset } = timeline;
    const time = asOfInstant({ frequency, clock: { ...clock, time: this.#playhead.time ?? clock.time } });
    const lang = this.language;
    const offsetMs = utcOffsetMs(utcOffset);
    if (frequency !== 'instant' && frequency !== 'day') {
      const bucket = frequency === 'year' ? '1y' : frequency === 'quarter' ? '1q' : '1mo';
      return { beside: null, large: formatPeriod(bucket, time, { lang, utcOffsetMs: offsetMs }) };
    }
    const date = formatWeekdayDate(time, lang, offsetMs);
    const speed = clock.state === 'playing' ? clock.speed : 0;
    if (frequency === 'day' || speed > TOO_FAST_FOR_MINUTES) return { beside: null, large: date };
    const precision = speed > TOO_FAST_FOR_SECONDS ? 'minute' : 'second';
    return {
      beside: `${date}, ${formatUtcOffset(offsetMs)}`,
      large: formatTimeOfDay(time, offsetMs, precision),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-clock': TradeClock;
  }
}
