import type { Alert, Alerts } from '../../protocol/alerts.js';
import { measureDefinition } from '../../protocol/measures.js';
import { columnFormatter } from '../format/axis-formatter.js';
import { formatChange } from '../format/format-change.js';
import { alertsMessage } from '../locales/alerts-message.js';
import type { ReadableRows } from '../tables/exported.js';
import { alertDates, quietText, seriesName, type TextContext } from './alert-text.js';

/** Alerts as a table: what of, by how much, the two amounts in one unit, since when and until when. */
export function alertTable(alerts: readonly Alert[], answer: Alerts, context: TextContext): ReadableRows {
  const { lang } = context;
  const { kind } = measureDefinition(answer.measure);
  const largest = alerts.reduce((most, { observed, expected }) => Math.max(most, observed, expected), 0);
  const { unit, format } = columnFormatter(kind, largest, lang, answer.currency);
  const inUnit = lang === 'zh-CN' ? `（${unit}）` : `, ${unit}`;
  const named = (name: 'of' | 'from' | 'to') => ({
    title: alertsMessage(lang, `alerts.${name}`),
    isFigure: false,
  });
  const figure = (name: 'change' | 'observed' | 'expected', withUnit = '') => ({
    title: alertsMessage(lang, `alerts.${name}`) + withUnit,
    isFigure: true,
  });
  return {
    columns: [
      named('of'),
      figure('change'),
      figure('observed', inUnit),
      figure('expected', inUnit),
      named('from'),
      named('to'),
    ],
    rows: alerts.map((alert) => {
      const name = seriesName(alert, context);
      const [from, last] = alertDates(alert, answer.bucket, context);
      return [
        { text: name, value: name },
        { text: formatChange(alert.change, lang).text, value: alert.change },
        { text: format(alert.observed), value: alert.observed },
        { text: format(alert.expected), value: alert.expected },
        { text: from, value: alert.from },
        { text: last ?? alertsMessage(lang, 'alerts.goesOn'), value: alert.to },
      ];
    }),
    ...(alerts.length === 0 && { note: quietText(answer, context) }),
  };
}
