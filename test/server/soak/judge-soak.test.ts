import { describe, expect, it } from 'vitest';
import { judgeSoak, type Growth, type SoakResult } from '../../../scripts/soak/judge-soak.js';
import type { LongTask, SoakPlan, SoakSample } from '../../../scripts/soak/run-soak.js';
import { createRandom } from '../../support/random.js';

const PLAN: SoakPlan = {
  name: 'thirty minutes',
  pages: ['overview', 'partners', 'commodities', 'ports', 'modes', 'plan', 'diagnostics'],
  rotations: 9,
  speed: 1,
  turnS: 30,
  rushS: 0,
  settleS: 60,
  fillS: 60,
  isControl: false,
};
const COMPRESSED: SoakPlan = { ...PLAN, speed: 4_937, turnS: 5, rotations: 15 };

/** Thirty minutes as fast as the clock, with a look every seven turns of five seconds. */
const REAL: SoakPlan = { ...PLAN, turnS: 5, rotations: 51 };

/** Thirty real minutes as they were measured, on a machine with ten times more to do than it could: seconds, MB, MB, nodes, listeners. */
const MEASURED: readonly SoakSample[] = [
  [1, 39.9, 2.94, 739, 78],
  [211, 79.9, 6.64, 3144, 161],
  [421, 53.6, 7.98, 3183, 161],
  [630, 52.2, 7.36, 3221, 161],
  [842, 53.0, 7.58, 3223, 161],
  [1051, 52.7, 8.57, 3224, 161],
  [1261, 61.7, 7.59, 3196, 161],
  [1471, 99.0, 8.65, 3229, 161],
  [1681, 60.9, 7.74, 3198, 161],
  [1899, 54.5, 7.82, 3266, 161],
].map(([atS, serverMb, pageMb, nodes, listeners]) => ({
  atS: atS!,
  serverMb: serverMb!,
  pageMb: pageMb!,
  compiledMb: 3,
  nodes: nodes!,
  listeners: listeners!,
}));

function judged(
  samples: readonly SoakSample[],
  plan: SoakPlan = PLAN,
  longTasks: readonly LongTask[] = [],
): SoakResult {
  return judgeSoak({ plan, date: '2026-11-25', cores: 2, load: 1, samples, longTasks });
}

function growthOf({ growths }: SoakResult, what: Growth['what']): Growth {
  return growths.find((growth) => growth.what === what)!;
}

/** With so much more kept at each turn. */
function leaking(
  samples: readonly SoakSample[],
  kb: number,
  turnS: number,
  what: 'pageMb' | 'serverMb' = 'pageMb',
): SoakSample[] {
  return samples.map((sample) => ({
    ...sample,
    [what]: sample[what] + (kb / 1_000) * (sample.atS / turnS),
  }));
}

/** A soak of thirty days in which nothing is gained, but for what a collection leaves by chance: of a server so many kB. */
function steady(count = 16, serverKb = 100): SoakSample[] {
  const random = createRandom(20_261_125);
  console.log(`seed ${random.seed}`);
  return Array.from({ length: count }, (_, i) => ({
    atS: 2 + 35 * i,
    serverMb: 64 + random.whole(-serverKb, serverKb) / 1_000,
    pageMb: 7.4 + random.whole(-25, 25) / 1_000,
    compiledMb: 3,
    nodes: 3_500,
    listeners: 160,
  }));
}

describe('the judge of a soak', () => {
  it('calls flat what surely gains no more than is allowed', () => {
    const result = judged(steady(), COMPRESSED);
    expect(result.growths.map(({ verdict }) => verdict)).toEqual(['flat', 'flat', 'flat', 'flat']);
    expect(result.isPassed).toBe(true);
  });

  it('finds a leak of 3 kB a turn, which is 3 % in nine minutes, and how large it is', () => {
    const growth = growthOf(judged(leaking(steady(), 3, 5), COMPRESSED), 'page heap');
    expect(growth.verdict).toBe('grows');
    // 86,400 turns in thirty days.
    expect(growth.least).toBeLessThan(259.2);
    expect(growth.most).toBeGreaterThan(259.2);
  });

  it('tells in thirty real minutes what each turn of a page leaves in it and in the server', () => {
    const samples = steady(52, 400).map((sample) => ({ ...sample, atS: sample.atS + 60 }));
    expect(judged(samples, REAL).isPassed).toBe(true);
    const leak = judged(leaking(leaking(samples, 3, 5), 3, 5, 'serverMb'), REAL);
    expect(growthOf(leak, 'server heap')).toMatchObject({ per: 'turn', verdict: 'grows' });
    expect(growthOf(leak, 'page heap')).toMatchObject({ per: 'turn', verdict: 'grows' });
  });

  it('says of measured series that are too unsteady to tell that they are, and never that a leak is flat', () => {
    expect(growthOf(judged(MEASURED), 'listeners').verdict).toBe('flat');
    expect(growthOf(judged(MEASURED), 'page heap').verdict).toBe('untold');
    expect(growthOf(judged(leaking(MEASURED, 3, 30)), 'page heap').verdict).not.toBe('flat');
    const growth = growthOf(judged(leaking(MEASURED, 100, 30)), 'page heap');
    expect(growth.verdict).toBe('grows');
    expect(growth.least).toBeLessThan(8_640);
    expect(growth.most).toBeGreaterThan(8_640);
    expect(judged(MEASURED).isPassed).toBe(false);
  });

  it('passes a control when all that was planted was found, and only then', () => {
    const control = { ...COMPRESSED, isControl: true };
    expect(judged(steady(), control).isPassed).toBe(false);
    const planted = leaking(steady(), 3, 5).map((sample, i) => ({
      ...sample,
      serverMb: sample.serverMb + 0.02 * sample.atS,
      nodes: sample.nodes + 7 * i,
      listeners: sample.listeners + 7 * i,
    }));
    expect(judged(planted, control).isPassed).toBe(true);
  });

  it('does not hold against the page a task that other programs held up', () => {
    const task = { atS: 100, ms: 300, waitMs: 250, page: 'ports', spentOn: [] };
    expect(judged(steady(), COMPRESSED, [{ ...task, cpuMs: 40 }]).isPassed).toBe(true);
    expect(judged(steady(), COMPRESSED, [{ ...task, cpuMs: 60 }]).isPassed).toBe(false);
    // Where it is not known, it counts.
    expect(judged(steady(), COMPRESSED, [{ ...task, cpuMs: null, waitMs: null }]).isPassed).toBe(false);
    // The first minute does not.
    expect(judged(steady(), COMPRESSED, [{ ...task, atS: 59, cpuMs: 60 }]).isPassed).toBe(true);
  });

  it('asks for a longer soak where there are too few samples', () => {
    expect(() => judged(steady().slice(0, 3), COMPRESSED)).toThrow('give more --rotations or less --settle');
  });
});
