import { ALERT_DEFAULTS } from '../../server/alerts/alert-settings.js';
import type { AlarmFold, FoldParts } from '../../server/alerts/alarm-fold.js';
import type { Series } from '../../server/alerts/unit-values.js';
import type { SeriesValues } from '../../server/alerts/watched-series.js';
import { newYearOf, type QuietFolds } from './false-alarms.js';
import { judge, startOfYear, type SimulatedUnits } from './simulated-units.js';

/** What was put in: a change as a ratio less 1, for so many units. */
export interface Planted {
  readonly change: number;
  readonly units: number;
}

/** Of one that was put in. */
export interface Found {
  readonly isFound: boolean;
  /** Units from the first that was changed to the one that raised the alert, that one included; NaN where none did. */
  readonly delay: number;
  /** How far the change that is told is from the one that was put in, as a ratio; NaN likewise. */
  readonly error: number;
}

/** When it begins: at any time of the year, or so that it meets the week of Lunar New Year. */
export type When = 'any' | 'new-year';

/** Found as late as this after it was over, it is no longer of use. */
const LATE_UNITS = 7;

/** What is judged before, for a whole span to be known when it begins. */
const LEAD_UNITS = 28;

/** A change of one series that was put in: the values with it, and in which units it is. */
interface Place {
  readonly series: number;
  readonly values: SeriesValues;
  readonly from: number;
  readonly to: number;
}

/**
 * Puts a change into a series drawn by chance and tries to find it by what each quiet fold of the year aims at. Undefined of
 * those that tell of the series at that time anyhow.
 */
export function plant(
  simulated: SimulatedUnits,
  quiet: QuietFolds,
  year: number,
  planted: Planted,
  when: When,
  random: () => number,
): ReadonlyMap<number, Found | undefined> {
  const [fold] = [...quiet.values()];
  const judged = [...fold!.watched.judged.keys()];
  const series = judged[Math.floor(random() * judged.length)]!;
  const from = begin(simulated, year, planted, when, random);
  const to = from + planted.units;
  const factorOf = (index: number): number => (index >= from && index < to ? 1 + planted.change : 1);
  const place = { series, values: only(simulated.values, series, factorOf), from, to };
  const learnt: FoldParts['learnt'] = new Map();
  const end = Math.min(to + 3 * LATE_UNITS, simulated.units.indexOf(startOfYear(year + 1)));
  const find = (aim: number, known: AlarmFold): Found | undefined => {
    if (tellsAnyhow(known, simulated.values.series[series]!, place)) return undefined;
    // What is usual is learnt at the start of each quarter: what was judged before the last one changes nothing.
    const quarter = [...known.tails.keys()].findLast((start) => start <= from - LEAD_UNITS) ?? known.first;
    const settings = { ...ALERT_DEFAULTS, falseAlarms: aim / judged.length, groups: 1 };
    const span = [quarter, end] as const;
    return found(
      judge(simulated, place.values, settings, span, { tails: known.tails, learnt }),
      place,
      planted,
    );
  };
  return new Map([...quiet].map(([aim, known]) => [aim, find(aim, known)]));
}

function tellsAnyhow(quiet: AlarmFold, own: Series, { from, to }: Place): boolean {
  return quiet.alarms().some(({ series: { code, dimension, flow }, alarm }) => {
    const isOwn = code === own.code && dimension === own.dimension && flow === own.flow;
    return isOwn && alarm.from < to + LATE_UNITS && (alarm.to ?? Infinity) > from;
  });
}

/** An alert of a change is of it only if it is on the same side and touches the time. */
function found(fold: AlarmFold, { from, to }: Place, { change }: Planted): Found {
  const alarm = fold
    .alarms()
    .map((one) => one.alarm)
    .find(({ sign, raised, ...span }) => {
      const isThen = span.from < to && (span.to ?? Infinity) > from && raised >= from;
      return sign === Math.sign(change) && isThen && raised < to + LATE_UNITS;
    });
  if (alarm === undefined) return { isFound: false, delay: NaN, error: NaN };
  const told = alarm.observed / alarm.expected / (1 + change) - 1;
  return { isFound: true, delay: alarm.raised - from + 1, error: told };
}

function begin(
  { units }: SimulatedUnits,
  year: number,
  planted: Planted,
  when: When,
  random: () => number,
): number {
  if (when === 'new-year') {
    const newYear = units.indexOf(newYearOf(year));
    return newYear - planted.units + 1 + Math.floor(random() * (planted.units + 6));
  }
  const [first, last] = [units.indexOf(startOfYear(year)), units.indexOf(startOfYear(year + 1))];
  return first + Math.floor(random() * (last - first - planted.units - LATE_UNITS));
}

/** One series alone, some of its units multiplied; its flow as a whole stays as it is. */
function only(values: SeriesValues, series: number, factorOf: (index: number) => number): SeriesValues {
  return {
    series: [values.series[series]!],
    valueOf: (_, index) => values.valueOf(series, index) * factorOf(index),
  };
}
