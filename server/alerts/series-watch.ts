import type { Alert } from '../../protocol/alerts.js';
import { LEAST_SHARE, LEVEL_STEP, LEVEL_UNITS, SPAN_UNITS, type Baseline } from './baseline.js';
import type { Tails } from './pooled-tail.js';
import { trimmedMean } from './robust.js';
import { TrailingLevel } from './trailing-level.js';
import type { UnitKeyTable } from './unit-keys.js';

/** What raises an alert, and what ends it. */
export interface AlarmRule {
  /** Robust standard deviations. */
  readonly z: number;
  /** Least change, as a ratio less 1. */
  readonly change: number;
  /** By how much farther than a normal variable figures are known to stray to each side, where that is rare enough to be told. */
  readonly tails: Tails;
}

/** As in the protocol's alerts. */
export type AlarmEnding = NonNullable<Alert['ending']>;

/** An alert of a series, in units of time. */
export interface Alarm {
  readonly from: number;
  /** The first unit after it; null while it goes on. */
  to: number | null;
  /** The unit at whose end it was raised. */
  readonly raised: number;
  readonly sign: 1 | -1;
  ending: AlarmEnding | null;
  observed: number;
  expected: number;
  z: number;
}

interface Judged {
  readonly index: number;
  readonly value: number;
  readonly expected: number;
  /** Logarithm of observed over expected. */
  readonly deviation: number;
  /** As of `Baseline`. */
  readonly width: number;
}

/** A quiet stretch of so many units ends an alert; one that lasts for `longest` has become what is usual. */
const QUIET = { day: 3, other: 1 } as const;
const LONGEST = { day: 91, other: 12 } as const;

/** How far back the beginning is looked for, in units: what hides longer below the threshold has no beginning. */
const LOOK_BACK = { day: 28, other: 3 } as const;

/** The level is that of plain units within this many levels' lengths: before that, too much may have changed. */
const LEVELS_BACK = 3;

/** An alert goes on while it is beyond this part of what raised it: it must not flicker. */
const HOLD = 0.5;

/**
 * Judges a series unit by unit and keeps the alert that goes on. What it says after a unit follows from that and the units
 * before, and from nothing later. The level stands still while an alert goes on, so that it is not taken for usual.
 */
export class SeriesWatch {
  readonly alarms: Alarm[] = [];
  readonly #valueAt: (index: number) => number;
  readonly #keys: UnitKeyTable;
  readonly #size: 'day' | 'other';
  /** Units that are part of an alert, and say nothing of the level. */
  readonly #unusual = new Set<number>();
  #baseline!: Baseline;
  #rule!: AlarmRule;
  #level!: TrailingLevel;
  #judged: Judged[] = [];
  #open: { alarm: Alarm; level: number; members: Judged[]; quiet: number; farthest: number } | undefined;

  /** @param valueAt what the series came to in a unit; NaN where unknown */
  constructor(valueAt: (index: number) => number, keys: UnitKeyTable) {
    this.#valueAt = valueAt;
    this.#keys = keys;
    this.#size = keys.size;
  }

  /** Goes on by another baseline from unit `first` on, by which what was before is seen anew. */
  begin(baseline: Baseline, rule: AlarmRule, first: number): void {
    this.#baseline = baseline;
    this.#rule = rule;
    const before = this.#open?.alarm.from ?? first;
    this.#level = this.#levelBefore(before);
    if (this.#open !== undefined) this.#open.level = this.#level.value;
  }

  take(index: number): void {
    const value = this.#valueAt(index);
    const effect = this.#baseline.effect(index);
    if (Number.isNaN(value) || Number.isNaN(effect)) return;
    const level = this.#open?.level ?? this.#level.value;
    if (Number.isNaN(level)) return;
    const judged = this.#judge(index, value, level + effect);
    this.#judged.push(judged);
    if (this.#judged.length > LOOK_BACK[this.#size]) this.#judged.shift();
    if (this.#open === undefined) this.#look(judged, level);
    else this.#goOn(judged);
    this.#learn(index, effect);
  }

  /** It is judged no more, or not for now. */
  stop(): void {
    if (this.#open !== undefined) this.#close('not-judged');
    this.#judged = [];
  }

  #judge(index: number, value: number, expectedLog: number): Judged {
    const deviation = Math.max(Math.log(LEAST_SHARE), Math.log(value) - expectedLog);
    const expected = Math.exp(expectedLog) * this.#baseline.scales.meanPerMedian;
    return { index, value, expected, deviation, width: this.#baseline.widthOf(index) };
  }

  #look(judged: Judged, level: number): void {
    const { z, deviation } = this.#score();
    if (!(Math.abs(z) >= this.#rule.z) || !this.#isLarge(Math.exp(deviation))) return;
    const sign = z > 0 ? 1 : -1;
    const members = this.#judged.slice(this.#beginning(sign));
    if (!this.#isLarge(sumsOf(members).ratio)) return;
    for (const { index } of members) this.#unusual.add(index);
    const { from, raised } = { from: members[0]!.index, raised: judged.index };
    const alarm: Alarm = { from, to: null, raised, sign, ending: null, observed: 0, expected: 0, z };
    this.alarms.push(alarm);
    this.#open = { alarm, level, members, quiet: 0, farthest: members.length };
    this.#sumUp();
  }

  #goOn(judged: Judged): void {
    const open = this.#open!;
    const { alarm } = open;
    open.members.push(judged);
    this.#unusual.add(judged.index);
    const strength = this.#score().z * alarm.sign;
    if (strength > alarm.z * alarm.sign) alarm.z = strength * alarm.sign;
    open.quiet = strength >= HOLD * this.#rule.z ? 0 : open.quiet + 1;
    open.farthest = this.#end(open.members, alarm.sign);
    this.#sumUp();
    if (open.quiet >= QUIET[this.#size]) this.#close('back');
    else if (judged.index - alarm.from + 1 >= LONGEST[this.#size]) this.#close('new-level');
  }

  /** Of the last units together, and in standard deviations; NaN while there are too few near each other. */
  #score(): { z: number; deviation: number } {
    const length = SPAN_UNITS[this.#size];
    const span = this.#judged.slice(-length);
    const isWhole = span.length === length && span.at(-1)!.index - span[0]!.index < 2 * length;
    if (!isWhole) return { z: NaN, deviation: NaN };
    const { scales } = this.#baseline;
    const deviations = Float64Array.from(span, (unit) => unit.deviation);
    const deviation = trimmedMean(deviations, 0, length);
    const width = span.reduce((sum, unit) => sum + unit.width, 0) / length;
    const side = deviation > 0 ? 'above' : 'below';
    return { z: deviation / (scales.span[side] * this.#rule.tails[side] * width), deviation };
  }

  #isLarge(ratio: number): boolean {
    return ratio >= 1 + this.#rule.change || ratio <= 1 - this.#rule.change;
  }

  /** Where among the last units the change most likely came: Page's cumulative sum, by half the least change. */
  #beginning(sign: number): number {
    const gains = this.#gains(this.#judged, sign);
    let [best, sum, from] = [-Infinity, 0, gains.length - 1];
    for (let i = gains.length - 1; i >= 0; i--) {
      sum += gains[i]!;
      if (sum > best) [best, from] = [sum, i];
    }
    return from;
  }

  /** How many of the members it most likely lasted for: the same sum forwards. */
  #end(members: readonly Judged[], sign: number): number {
    let [best, sum, length] = [-Infinity, 0, members.length];
    for (const [i, gain] of this.#gains(members, sign).entries()) {
      sum += gain;
      if (sum >= best) [best, length] = [sum, i + 1];
    }
    return length;
  }

  #gains(judged: readonly Judged[], sign: number): number[] {
    const half = (sign > 0 ? Math.log(1 + this.#rule.change) : -Math.log(1 - this.#rule.change)) / 2;
    return judged.map(({ deviation }) => sign * deviation - half);
  }

  #sumUp(): void {
    const { alarm, members, farthest } = this.#open!;
    const { observed, expected } = sumsOf(members.slice(0, farthest));
    alarm.observed = observed;
    alarm.expected = expected;
  }

  #close(ending: AlarmEnding): void {
    const { alarm, members, farthest } = this.#open!;
    alarm.ending = ending;
    alarm.to = members[farthest - 1]!.index + 1;
    const plain = ending === 'new-level' ? members : members.slice(farthest);
    for (const { index } of plain) this.#unusual.delete(index);
    this.#open = undefined;
    this.#judged = [];
    this.#level = this.#levelBefore(members.at(-1)!.index);
  }

  #learn(index: number, effect: number): void {
    const rest = this.#plainRest(index, effect);
    if (!Number.isNaN(rest)) this.#level.add(rest);
  }

  /** What a unit says of the level; NaN where it says nothing. */
  #plainRest(index: number, effect: number): number {
    if (this.#unusual.has(index) || this.#keys.of(index).event !== undefined) return NaN;
    const value = this.#valueAt(index);
    return value > 0 ? Math.log(value) - effect : NaN;
  }

  /** The level by the plain units before one, as far back as is not too long ago. */
  #levelBefore(index: number): TrailingLevel {
    const wanted = LEVEL_UNITS[this.#size];
    const rests: number[] = [];
    for (let at = index - 1; at >= index - LEVELS_BACK * wanted && rests.length < wanted; at--) {
      const rest = this.#plainRest(at, this.#baseline.effect(at));
      if (!Number.isNaN(rest)) rests.push(rest);
    }
    const level = new TrailingLevel(wanted, LEVEL_STEP[this.#size]);
    for (const rest of rests.toReversed()) level.add(rest);
    return level;
  }
}

function sumsOf(units: readonly Judged[]): { observed: number; expected: number; ratio: number } {
  const observed = units.reduce((sum, { value }) => sum + value, 0);
  const expected = units.reduce((sum, unit) => sum + unit.expected, 0);
  return { observed, expected, ratio: observed / expected };
}
