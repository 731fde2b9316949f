import { expoDays, type ExpoId } from '../../../protocol/china-calendar.js';
import { dayNumber } from './beijing-time.js';

/** Which lanes an expo lifts; the two Canton Fairs lift the same ones. */
export const NO_EXPO = 0;
export const CIIE = 1;
export const CANTON = 2;
export const CIFTIS = 3;

interface ExpoLift {
  readonly expo: ExpoId;
  readonly touches: number;
  /** Value on its days relative to the days around it, of the lanes it touches. Estimated: nothing is published. */
  readonly lift: number;
}

const LIFTS: readonly ExpoLift[] = [
  { expo: 'canton-spring', touches: CANTON, lift: 1.16 },
  { expo: 'ciftis', touches: CIFTIS, lift: 1.1 },
  { expo: 'canton-autumn', touches: CANTON, lift: 1.18 },
  { expo: 'ciie', touches: CIIE, lift: 1.45 },
];

/** Days before and after an expo over which its lift rises and fades. */
const SHOULDER_DAYS = 4;

/** How much the expos of `year` lift each kind of lane on a day of it, by what touches them; 1 is not at all. */
export function expoLifts(day: number, year: number): readonly number[] {
  const lifts = [1, 1, 1, 1];
  for (const { expo, touches, lift } of LIFTS) {
    const { from, to } = expoDays(expo, year);
    const before = dayNumber(year, from[0], from[1]) - day;
    const after = day - dayNumber(year, to[0], to[1]);
    const distance = Math.max(0, before, after);
    if (distance < SHOULDER_DAYS) lifts[touches]! += (lift - 1) * (1 - distance / SHOULDER_DAYS);
  }
  return lifts;
}
