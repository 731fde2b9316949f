import { ALERT_DEFAULTS } from '../../server/alerts/alert-settings.js';
import type { AlarmFold } from '../../server/alerts/alarm-fold.js';
import { lunarNewYear } from '../../protocol/lunar-new-year.js';
import { judge, startOfYear, type SimulatedUnits } from './simulated-units.js';

/** Alerts of a year in which nothing was to be found. */
export interface QuietYear {
  readonly seed: number;
  readonly year: number;
  readonly judged: number;
  readonly z: number;
  readonly alarms: number;
  /** Raised from 16 days before Lunar New Year to 30 days after it, which is 13 % of the year. */
  readonly aroundNewYear: number;
}

const DAY = 86_400_000;

/** Judges a year of the plain simulation, what came before it known. */
export function quietYear(
  simulated: SimulatedUnits,
  seed: number,
  year: number,
): QuietYear & { fold: AlarmFold } {
  const { units, values } = simulated;
  const [from, to] = [units.indexOf(startOfYear(year)), units.indexOf(startOfYear(year + 1))];
  const fold = judge(simulated, values, ALERT_DEFAULTS, from, to);
  const raised = fold.alarms().map(({ alarm }) => units.startOf(alarm.raised));
  return {
    seed,
    year,
    judged: fold.watched.judged.size,
    z: fold.z ?? NaN,
    alarms: raised.length,
    aroundNewYear: raised.filter((instant) => isAroundNewYear(instant, year)).length,
    fold,
  };
}

export function newYearOf(year: number): number {
  const { month, day } = lunarNewYear(year);
  return startOfYear(year) + Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1);
}

function isAroundNewYear(instant: number, year: number): boolean {
  const days = (instant - newYearOf(year)) / DAY;
  return days >= -16 && days <= 30;
}
