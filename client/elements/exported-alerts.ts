import type { Alert, Alerts } from '../../protocol/alerts.js';
import { localIso } from '../../protocol/csv-with-provenance.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ExportedRows } from '../tables/exported.js';

const COLUMNS = [
  'from',
  'to',
  'dimension',
  'code',
  'flow',
  'direction',
  'measure',
  'unit',
  'observed',
  'expected',
  'change',
  'z',
  'ending',
] as const;

/** Alerts as rows, amounts in the measure's unit; `to` and `ending` are blank of what goes on. */
export function exportedAlerts(
  alerts: readonly Alert[],
  { measure, unit }: Pick<Alerts, 'measure' | 'unit'>,
  timeline: TimelineInfo,
): Pick<ExportedRows, 'columns' | 'rows'> {
  const iso = (instant: number | null): string | null =>
    instant === null ? null : localIso(instant, timeline);
  const rows = alerts.map((alert) => {
    const cells = { ...alert, measure, unit, from: iso(alert.from), to: iso(alert.to) };
    return COLUMNS.map((column) => cells[column]);
  });
  return { columns: COLUMNS, rows };
}
