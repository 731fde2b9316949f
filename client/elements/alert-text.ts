import type { Alert, Alerts } from '../../protocol/alerts.js';
import type { Grouping } from '../../protocol/dimensions.js';
import { measureDefinition } from '../../protocol/measures.js';
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

/** Whom a text is for, and where names are known. */
export interface TextContext {
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
    quantityText(value, measureDefinition(measure).kind, { lang, currency, digits: 3 });
  const [from, last] = alertDates(alert, bucket, { lang, utcOffsetMs });
  return {
    name: seriesName(alert, { lang, nameOf }),
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

/** The first and the last day or month of an alert; no last of one that goes on. */
export function alertDates(
  { from, to }: Pick<Alert, 'from' | 'to'>,
  bucket: Alerts['bucket'],
  { lang, utcOffsetMs }: Pick<TextContext, 'lang' | 'utcOffsetMs'>,
): [string, string | null] {
  const precision = bucket === '1d' ? 'day' : 'month';
  const instant = (time: number): string => formatInstant(time, { lang, utcOffsetMs, precision });
  return [instant(from), to === null ? null : instant(to - 1)];
}

/** What an alert is of. A flow as a whole has no code but its own. */
export function seriesName(
  { dimension, code, flow }: Alert,
  { lang, nameOf }: Pick<TextContext, 'lang' | 'nameOf'>,
): string {
  const direction = message(lang, `flow.${flow}`);
  if (dimension === 'flow') return alertsMessage(lang, 'alerts.whole', { flow: direction });
  return `${nameOf(code, dimension === 'commodity' ? 'commodity:2' : dimension)} · ${direction}`;
}

/** That nothing is unusual, or why that can't be said. */
export function quietText(
  { judged, obstacle, judgedFrom }: Pick<Alerts, 'judged' | 'obstacle' | 'judgedFrom'>,
  { lang, utcOffsetMs }: Pick<TextContext, 'lang' | 'utcOffsetMs'>,
): string {
  if (obstacle === null) return alertsMessage(lang, 'alerts.none', { count: String(judged) });
  if (obstacle !== 'short-history' || judgedFrom === null) return alertsMessage(lang, `alerts.${obstacle}`);
  const from = formatInstant(judgedFrom, { lang, utcOffsetMs, precision: 'day' });
  return alertsMessage(lang, 'alerts.judgedFrom', { from });
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
