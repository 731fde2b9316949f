import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { detectionTable, falseAlarmTable, median } from './alert-tables.js';
import { costOfAlerts } from './cost.js';
import { plant, type Detection, type Planted, type When } from './detection.js';
import { quietYear, type QuietYear } from './false-alarms.js';
import { simulatedUnits, type SimulatedUnits } from './simulated-units.js';

/** None of them was looked at when the detector was made, which was with 11, 12 and 13. */
const SEEDS = [101, 202, 303];
const YEARS = [2022, 2023, 2024, 2025, 2026];
/** Of what was put in, by size and duration, in each year of each seed. */
const TRIALS = 6;

const SIZES = [-0.8, -0.5, -0.3, -0.2, 0.3, 0.5, 1];
const DAYS = [3, 4, 5, 7, 14, 28];
const MONTHS = [1, 2, 3];

const RESULT = fileURLToPath(new URL('../../../docs/alerts.json', import.meta.url));

interface Measured {
  readonly years: QuietYear[];
  readonly any: Detection[];
  readonly newYear: Detection[];
}

/** False alarms and detections of all seeds and years, of a simulation that is known by instant or by month. */
async function measure(frequency: 'instant' | 'month', durations: readonly number[]): Promise<Measured> {
  const measured = { years: [] as QuietYear[], any: plans(durations), newYear: plans(durations) };
  const before = frequency === 'month' ? 6 : 3;
  for (const seed of SEEDS) {
    const random = mulberry(seed);
    const simulated = await simulatedUnits(seed, frequency, {
      from: YEARS[0]! - before - 1,
      to: YEARS.at(-1)! + 1,
    });
    for (const year of YEARS) {
      const { fold, ...quiet } = quietYear(simulated, seed, year);
      measured.years.push(quiet);
      for (const one of measured.any) tryIt(one, 'any', simulated, fold, year, random);
      if (frequency === 'month') continue;
      for (const one of measured.newYear) tryIt(one, 'new-year', simulated, fold, year, random);
    }
    console.error(`${frequency}, seed ${seed} done`);
  }
  return measured;
}

function plans(durations: readonly number[]): Detection[] {
  const planted: Planted[] = SIZES.flatMap((change) => durations.map((units) => ({ change, units })));
  return planted.map((one) => ({ ...one, trials: 0, found: 0, delays: [], errors: [] }));
}

function tryIt(
  one: { -readonly [Key in keyof Detection]: Detection[Key] },
  when: When,
  simulated: SimulatedUnits,
  quiet: Parameters<typeof plant>[1],
  year: number,
  random: () => number,
): void {
  for (let trial = 0; trial < TRIALS; trial++) {
    const result = plant(simulated, quiet, year, one, when, random);
    if (result === undefined) continue;
    one.trials++;
    if (!result.isFound) continue;
    one.found++;
    one.delays.push(result.delay);
    one.errors.push(result.error);
  }
}

/** A seeded source of randomness from 0 up to 1. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function summary({ delays, errors, ...detection }: Detection): object {
  return {
    ...detection,
    medianDelay: delays.length === 0 ? null : median(delays),
    medianError: errors.length === 0 ? null : median(errors),
  };
}

const days = await measure('instant', DAYS);
const months = await measure('month', MONTHS);
const cost = await costOfAlerts(SEEDS[0]!);
console.log(`Seeds ${SEEDS.join(', ')}; years ${YEARS.join(', ')}.\n`);
console.log(`False alarms, days\n\n${falseAlarmTable(days.years)}\n`);
console.log(`Found, days: share · median days until it was\n\n${detectionTable(days.any, 'days')}\n`);
console.log(`The same over Lunar New Year\n\n${detectionTable(days.newYear, 'days')}\n`);
console.log(`False alarms, months\n\n${falseAlarmTable(months.years)}\n`);
console.log(`Found, months\n\n${detectionTable(months.any, 'months')}\n`);
console.log(
  `CPU: ${cost.firstMs.toFixed(0)} ms to begin, then ${cost.dayMs.toFixed(1)} ms a day, ${cost.quarterMs.toFixed(0)} ms a quarter.`,
);
const result = {
  seeds: SEEDS,
  years: YEARS,
  days: { falseAlarms: days.years, found: days.any.map(summary), foundAtNewYear: days.newYear.map(summary) },
  months: { falseAlarms: months.years, found: months.any.map(summary) },
  cost,
};
await writeFile(RESULT, `${JSON.stringify(result, null, 2)}\n`);
