import { plant, type Planted } from './detection.js';
import { Tally } from './detection-tally.js';
import { perYear, quietYear, type QuietFolds, type QuietYear } from './false-alarms.js';
import type { SimulatedUnits } from './simulated-units.js';

/** What is found for how many false alarms, where so many of them are aimed at. */
export interface TradeOff {
  /** `--alert-false-alarms`. */
  readonly aim: number;
  /** Of years in which nothing was to be found. */
  readonly years: readonly QuietYear[];
  readonly tallies: readonly Tally[];
}

/** False alarms a year that are aimed at, the usual number among them. */
export const AIMS = [0.25, 0.5, 1, 2, 4, 8, 16, 32] as const;

const SIZES = [0.2, 0.3, 0.5, 1, -0.2, -0.3, -0.5];

/** Of each size in each year of each seed. */
const TRIALS = 20;

/** The same changes, so many units long, are put in and looked for by every number that is aimed at. */
export class TradeOffs {
  readonly all: readonly (TradeOff & { readonly years: QuietYear[] })[];
  readonly #plans: readonly Planted[];

  constructor(units: number) {
    this.#plans = SIZES.map((change) => ({ change, units }));
    this.all = AIMS.map((aim) => ({ aim, years: [], tallies: this.#plans.map((plan) => new Tally(plan)) }));
  }

  measure(
    simulated: SimulatedUnits,
    folds: QuietFolds,
    seed: number,
    year: number,
    random: () => number,
  ): void {
    for (const { aim, years } of this.all) years.push(quietYear(simulated, folds.get(aim)!, seed, year));
    for (const [number, plan] of this.#plans.entries()) {
      for (let trial = 0; trial < TRIALS; trial++) {
        const found = plant(simulated, folds, year, plan, 'any', random);
        for (const { aim, tallies } of this.all) tallies[number]!.add(found.get(aim));
      }
    }
  }
  toJSON(): object[] {
    return this.all.map(({ aim, years, tallies }) => ({
      aim,
      falseAlarms: perYear(years, 'alarms'),
      aroundNewYear: perYear(years, 'aroundNewYear'),
      found: tallies,
    }));
  }
}
