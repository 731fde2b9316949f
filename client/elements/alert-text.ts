import type { Alert, Alerts } from '../../protocol/alerts.js';
import type { Grouping } from '../../protocol/dimensions.js';
import type { FeedSource } from '../feed/feed-source.js';
import { formatChange } from '../format/format-change.js';
import { formatInstant } from '../format/format-instant.js';
import { quantityText } from '../format/format-quantity.js';
import { alertsMessage } from '../locales/alerts-message.js';
import type { Lang } from '../locales/lang.js';
import { message } from '../locales/message.js';

/** What an alert says, in the parts in which it is shown. */
export interface AlertText {
  /** `Japan · Exports` */
  readonly name: string;
  /** `▼ 49.8 %`: the sign is a shape. */
  readonly change: string;
  /** `12.3 bn CNY, expected 24.6 bn CNY` */
  readonly amounts: string;
  /** `since 30 Mar 2026`, or from when to when. */
  readonly time: string;
}

interface TextContext {
  readonly lang: Lang;
  readonly utcOffsetMs: number;
  readonly nameOf: (code: string, grouping: Grouping) => string;
}

export function alertText(
  alert: Alert,
  { measure, currency, bucket }: Pick<Alerts, 'measure' | 'currency' | 'bucket'>,
  { lang, utcOffsetMs, nameOf }: TextContext,
): AlertText {
  const amount = (value: number): string =>
    quantityText(value, measure === 'value' ? 'money' : 'mass', { lang, currency, digits: 3 });
  const precision = bucket === '1d' ? 'day' : 'month';
  const instant = (time: number): string => formatInstant(time, { lang, utcOffsetMs, precision });
  const [from, last] = [instant(alert.from), alert.to === null ? null : instant(alert.to - 1)];
  return {
    name: seriesName(alert, lang, nameOf),
    change: formatChange(alert.change, lang).text,
    amounts: alertsMessage(lang, 'alerts.amounts', {
      observed: amount(alert.observed),
      expected: amount(alert.expected),
    }),
    time:
      last === null
        ? alertsMessage(lang, 'alerts.since', { from })
        : from === last
          ? from
          : alertsMessage(lang, 'alerts.between', { from, last }),
  };
}

/** A flow as a whole has no code but its own. */
function seriesName(
  { dimension, code, flow }: Alert,
  lang: Lang,
  nameOf: (code: string, grouping: Grouping) => string,
): string {
  const direction = message(lang, `flow.${flow}`);
  if (dimension === 'flow') return alertsMessage(lang, 'alerts.whole', { flow: direction });
  return `${nameOf(code, dimension === 'commodity' ? 'commodity:2' : dimension)} · ${direction}`;
}

/** Which alerts are wanted. */
export interface AlertFilter {
  /** Of `flow`, `partner`, `commodity`, `port`. */
  readonly by: readonly string[];
  /** Least change, as a ratio less 1. */
  readonly change: number;
  /** Filters of the source: what is of other trade than is shown is left out. */
  readonly where: NonNullable<FeedSource['where']>;
}

/** Alerts of what is shown, as they are in order. */
export function wantedAlerts(alerts: readonly Alert[], { by, change, where }: AlertFilter): Alert[] {
  const filters = Object.entries(where).map(([dimension, codes]) => ({ dimension, codes: codes ?? [] }));
  const passes = (alert: Alert): boolean =>
    filters.every(({ dimension, codes }) => codes.length === 0 || isWithin(alert, dimension, codes));
  return alerts.filter(
    (alert) => by.includes(alert.dimension) && Math.abs(alert.change) >= change && passes(alert),
  );
}

/** A series is all of what is filtered by only where the filter is of its own dimension, or of its flow. */
function isWithin({ dimension, code, flow }: Alert, filtered: string, codes: readonly string[]): boolean {
  return filtered === 'flow' ? codes.includes(flow) : filtered === dimension && codes.includes(code);
}
