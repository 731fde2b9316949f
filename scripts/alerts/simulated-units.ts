import { ALERT_DEFAULTS, type AlertSettings } from '../../server/alerts/alert-settings.js';
import { AlarmFold, type FoldParts } from '../../server/alerts/alarm-fold.js';
import { CalendarDays } from '../../server/alerts/calendar-days.js';
import { judgedUnits, type JudgedUnits } from '../../server/alerts/judged-units.js';
import { UnitKeyTable } from '../../server/alerts/unit-keys.js';
import { UnitValues } from '../../server/alerts/unit-values.js';
import type { SeriesValues } from '../../server/alerts/watched-series.js';
import { createCalendar } from '../../server/calendar/calendar.js';
import { createSimulatedSource } from '../../server/timelines/simulated/simulated-source.js';
import { Timeline } from '../../server/timelines/timeline.js';
import { TimelineClock } from '../../server/timelines/timeline-clock.js';

const BEIJING_MS = 8 * 3_600_000;

/** What the simulation of a seed comes to, in the units in which it would be judged were it known as closely as said. */
export interface SimulatedUnits {
  readonly values: UnitValues;
  readonly units: JudgedUnits;
  readonly keys: UnitKeyTable;
}

export async function simulatedUnits(
  seed: number,
  frequency: 'instant' | 'month',
  years: { from: number; to: number },
): Promise<SimulatedUnits> {
  const units = judgedUnits(frequency, BEIJING_MS)!;
  const [from, to] = [startOfYear(years.from), startOfYear(years.to)];
  const clock = new TimelineClock({ from, to: null, start: to, speed: 1, loop: false }, to);
  const timeline = new Timeline(createSimulatedSource(seed), clock, () => to);
  const values = new UnitValues(timeline, units, 'value', ALERT_DEFAULTS.dimensions);
  await values.load(units.indexOf(from), units.indexOf(to));
  const days = new CalendarDays(createCalendar([]), BEIJING_MS);
  return { values, units, keys: new UnitKeyTable(units, days, BEIJING_MS) };
}

export function startOfYear(year: number): number {
  return Date.UTC(year, 0, 1) - BEIJING_MS;
}

/** Judges units from `first` up to, not including, `to`; by what folds of the same values have learnt, and the tails of more series, where given. */
export function judge(
  { units, keys }: SimulatedUnits,
  values: SeriesValues,
  settings: AlertSettings,
  [first, to]: readonly [number, number],
  known: Pick<FoldParts, 'tails' | 'learnt'> = {},
): AlarmFold {
  const fold = new AlarmFold(first, values, { units, keys, settings, ...known });
  for (const _step of fold.advance(to));
  return fold;
}
