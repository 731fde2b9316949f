import type { Alert, AlertMeasure, Alerts } from '../../protocol/alerts.js';
import { utcOffsetMs, type TimelineInfo } from '../../protocol/timeline-info.js';
import type { AlarmFold, SeriesAlarm } from './alarm-fold.js';
import type { AlertSettings } from './alert-settings.js';
import type { JudgedUnits } from './judged-units.js';

/** What alerts are of, and by which settings. */
interface AlertsOf {
  readonly info: TimelineInfo;
  readonly measure: AlertMeasure;
  readonly settings: AlertSettings;
}

/** Where nothing can be said, and why. */
export function noAlerts(of: AlertsOf, at: number, obstacle: NonNullable<Alerts['obstacle']>): Alerts {
  return {
    ...headOf(of),
    at,
    next: at,
    bucket: 'all',
    judged: 0,
    notJudged: { shortHistory: 0, sparse: 0 },
    obstacle,
    judgedFrom: null,
    threshold: thresholdOf(of, null),
    alerts: [],
  };
}

/** What was found, up to the unit `end`, in the form in which it is sent. */
export function tellAlerts(
  of: AlertsOf & { readonly units: JudgedUnits },
  fold: AlarmFold,
  end: number,
): Alerts {
  const { units } = of;
  const { z, first } = fold;
  const { judged, shortHistory, sparse } = fold.watched;
  const isShort = judged.size === 0;
  return {
    ...headOf(of),
    at: units.startOf(end),
    next: units.startOf(end + 1),
    bucket: units.bucket,
    judged: judged.size,
    notJudged: { shortHistory, sparse },
    obstacle: isShort ? 'short-history' : null,
    judgedFrom: isShort && first >= end ? units.startOf(first) : null,
    threshold: thresholdOf(of, z),
    alerts: fold
      .alarms()
      .map((alarm) => alertOf(alarm, of))
      .sort(byWeight),
  };
}

function headOf({
  info,
  measure,
}: AlertsOf): Pick<Alerts, 'timeline' | 'kind' | 'currency' | 'measure' | 'unit'> {
  const { name, kind, currency, units } = info;
  return { timeline: name, kind, currency, measure, unit: units[measure] };
}

function thresholdOf({ settings: { falseAlarms, change } }: AlertsOf, z: number | null): Alerts['threshold'] {
  return { z, falseAlarms, change };
}

function alertOf({ series, alarm }: SeriesAlarm, { units, info }: AlertsOf & { units: JudgedUnits }): Alert {
  const { dimension, code, flow } = series;
  const { observed, expected, z, ending } = alarm;
  const from = units.startOf(alarm.from);
  const day = new Date(from + utcOffsetMs(info.utcOffset)).toISOString().slice(0, 10);
  return {
    id: `${dimension}:${code}:${flow}:${day}`,
    dimension,
    code,
    flow,
    direction: alarm.sign > 0 ? 'above' : 'below',
    from,
    to: alarm.to === null ? null : units.startOf(alarm.to),
    raised: units.startOf(alarm.raised + 1),
    ending,
    observed,
    expected,
    change: observed / expected - 1,
    z,
  };
}

function byWeight(a: Alert, b: Alert): number {
  if ((a.to === null) !== (b.to === null)) return a.to === null ? -1 : 1;
  return Math.abs(b.observed - b.expected) - Math.abs(a.observed - a.expected) || (a.id < b.id ? -1 : 1);
}
