import { ALERT_DEFAULTS } from '../../server/alerts/alert-settings.js';
import type { AlarmFold, FoldParts } from '../../server/alerts/alarm-fold.js';
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

/** By the number of false alarms that is aimed at. */
export type QuietFolds = ReadonlyMap<number, AlarmFold>;

const DAY = 86_400_000;

/** Judges a year of the plain simulation, what came before it known, by each number of false alarms that is aimed at; it is learnt once. */
export function quietFolds(simulated: SimulatedUnits, year: number, aims: readonly number[]): QuietFolds {
  const { units, values } = simulated;
  const span = [units.indexOf(startOfYear(year)), units.indexOf(startOfYear(year + 1))] as const;
  const learnt: FoldParts['learnt'] = new Map();
  const fold = (falseAlarms: number): AlarmFold =>
    judge(simulated, values, { ...ALERT_DEFAULTS, falseAlarms }, span, { learnt });
  return new Map(aims.map((aim) => [aim, fold(aim)]));
}

export function quietYear({ units }: SimulatedUnits, fold: AlarmFold, seed: number, year: number): QuietYear {
  const raised = fold.alarms().map(({ alarm }) => units.startOf(alarm.raised));
  return {
    seed,
    year,
    judged: fold.watched.judged.size,
    z: fold.z ?? NaN,
    alarms: raised.length,
    aroundNewYear: raised.filter((instant) => isAroundNewYear(instant, year)).length,
  };
}

export function perYear(years: readonly QuietYear[], what: 'alarms' | 'aroundNewYear'): number {
  return years.reduce((sum, year) => sum + year[what], 0) / years.length;
}

export function newYearOf(year: number): number {
  const { month, day } = lunarNewYear(year);
  return startOfYear(year) + Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1);
}

function isAroundNewYear(instant: number, year: number): boolean {
  const days = (instant - newYearOf(year)) / DAY;
  return days >= -16 && days <= 30;
}
