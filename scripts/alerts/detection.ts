import { ALERT_DEFAULTS } from '../../server/alerts/alert-settings.js';
import type { AlarmFold } from '../../server/alerts/alarm-fold.js';
import type { SeriesValues } from '../../server/alerts/watched-series.js';
import { newYearOf } from './false-alarms.js';
import { judge, startOfYear, type SimulatedUnits } from './simulated-units.js';

/** What was put in: a change as a ratio less 1, for so many units. */
export interface Planted {
  readonly change: number;
  readonly units: number;
}

/** How many of those that were put in were found. */
export interface Detection extends Planted {
  readonly trials: number;
  readonly found: number;
  /** Units from the first that was changed to the one that raised the alert, that one included; of those found. */
  readonly delays: number[];
  /** How far the change that is told is from the one that was put in, as a ratio; of those found. */
  readonly errors: number[];
}

/** When it begins: at any time of the year, or so that it meets the week of Lunar New Year. */
export type When = 'any' | 'new-year';

/** Found as late as this after it was over, it is no longer of use. */
const LATE_UNITS = 7;

/** What is judged before, for a whole span to be known when it begins. */
const LEAD_UNITS = 28;

/** An alert of a change is of it only if it is on the same side and touches the time. */
export function plant(
  simulated: SimulatedUnits,
  quiet: AlarmFold,
  year: number,
  planted: Planted,
  when: When,
  random: () => number,
): { isFound: boolean; delay: number; error: number } | undefined {
  const { units, values } = simulated;
  const judged = [...quiet.watched.judged.keys()];
  const series = judged[Math.floor(random() * judged.length)]!;
  const from = begin(simulated, year, planted, when, random);
  const to = from + planted.units;
  const known = quiet.alarms().filter(({ series: { code, dimension, flow }, alarm }) => {
    const own = values.series[series]!;
    const isOwn = code === own.code && dimension === own.dimension && flow === own.flow;
    return isOwn && alarm.from < to + LATE_UNITS && (alarm.to ?? Infinity) > from;
  });
  if (known.length > 0) return undefined;
  const changed = only(values, series, (index) => (index >= from && index < to ? 1 + planted.change : 1));
  const settings = { ...ALERT_DEFAULTS, falseAlarms: ALERT_DEFAULTS.falseAlarms / judged.length, groups: 1 };
  const end = Math.min(to + 3 * LATE_UNITS, units.indexOf(startOfYear(year + 1)));
  // What is usual is learnt at the start of each quarter: what was judged before the last one changes nothing.
  const quarter = [...quiet.tails.keys()].findLast((start) => start <= from - LEAD_UNITS) ?? quiet.first;
  const fold = judge(simulated, changed, settings, quarter, end, quiet.tails);
  const alarm = fold
    .alarms()
    .map((found) => found.alarm)
    .find(({ sign, raised, ...span }) => {
      const isThen = span.from < to && (span.to ?? Infinity) > from && raised >= from;
      return sign === Math.sign(planted.change) && isThen && raised < to + LATE_UNITS;
    });
  if (alarm === undefined) return { isFound: false, delay: NaN, error: NaN };
  const told = alarm.observed / alarm.expected / (1 + planted.change) - 1;
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
