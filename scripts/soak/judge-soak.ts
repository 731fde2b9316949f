import { senSlope } from './sen-slope.js';
import type { LongTask, Soak, SoakPlan, SoakSample } from './run-soak.js';

/** What is looked at: each may gain so much in thirty days, or in a soak as fast as the clock. */
interface Quantity {
  readonly what: 'server heap' | 'page heap' | 'nodes' | 'listeners';
  readonly unit: 'MB' | '';
  /** Of a page over its turns, of a server over the time that it tells. */
  readonly per: 'turn' | 'event time';
  readonly allowed: { readonly inThirtyDays: number; readonly inRealSoak: number };
  readonly read: (sample: SoakSample) => number;
}

const DAYS_30_S = 30 * 86_400;

/** Turns of a wall in thirty days, at its usual thirty seconds each. */
const TURNS_IN_30_DAYS = DAYS_30_S / 30;

/**
 * In thirty days a page may gain 1.2 kB a turn, a twentieth of what it may hold before it renews itself (a leak that there
 * once was had three), one node in four turns and one listener in forty; a server a twentieth of what it holds. As fast as the
 * clock goes, what a collection leaves by chance would be gigabytes in thirty days: there it is what half an hour adds. A server
 * may then begin an hour whose records take 2.5 MB more than those of the hour before, and a slope through such a step is up to 6.5.
 */
const QUANTITIES: readonly Quantity[] = [
  {
    what: 'server heap',
    unit: 'MB',
    per: 'event time',
    allowed: { inThirtyDays: 3, inRealSoak: 7 },
    read: ({ serverMb }) => serverMb,
  },
  {
    what: 'page heap',
    unit: 'MB',
    per: 'turn',
    allowed: { inThirtyDays: 100, inRealSoak: 0.5 },
    read: ({ pageMb }) => pageMb,
  },
  {
    what: 'nodes',
    unit: '',
    per: 'turn',
    allowed: { inThirtyDays: 20_000, inRealSoak: 60 },
    read: ({ nodes }) => nodes,
  },
  {
    what: 'listeners',
    unit: '',
    per: 'turn',
    allowed: { inThirtyDays: 2_000, inRealSoak: 7 },
    read: ({ listeners }) => listeners,
  },
];

/** Of one quantity: how it grows, in thirty days or in a real soak, with 95 % confidence. */
export interface Growth {
  readonly what: Quantity['what'];
  readonly unit: Quantity['unit'];
  /** First and last sample that count. */
  readonly first: number;
  readonly last: number;
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  readonly allowed: number;
  /**
   * `flat`: with confidence it gains no more than is allowed. `grows`: with confidence it gains, and not shown to be so
   * little. `untold`: neither; a longer soak tells.
   */
  readonly verdict: 'flat' | 'grows' | 'untold';
}

export interface SoakResult extends Soak {
  readonly growths: readonly Growth[];
  /** Those after what was left out. */
  readonly lateLongTasks: readonly LongTask[];
  /** All flat, and no task that took more than 50 ms of a processor; of a control: all grow. */
  readonly isPassed: boolean;
}

/** Task time above which a page stutters. */
const LONG_MS = 50;

/** What grew in a soak, and what held the page up. */
export function judgeSoak(soak: Soak): SoakResult {
  const { plan } = soak;
  const settled = soak.samples.filter(({ atS }) => atS >= plan.fillS);
  if (settled.length < 3)
    throw new Error(
      `${settled.length} samples after ${plan.fillS} s: three are needed, give more --rotations or less --settle`,
    );
  const growths = QUANTITIES.map((quantity) => growthOf(quantity, plan, settled));
  const lateLongTasks = soak.longTasks.filter(({ atS }) => atS >= plan.settleS);
  const isPassed = plan.isControl
    ? growths.every(({ verdict }) => verdict === 'grows')
    : growths.every(({ verdict }) => verdict === 'flat') && !lateLongTasks.some(isOwn);
  return { ...soak, growths, lateLongTasks, isPassed };
}

/** Whether it was the page's own doing: other programs may hold up a task that takes no time. */
export function isOwn({ ms, cpuMs }: LongTask): boolean {
  return (cpuMs ?? ms) > LONG_MS;
}

/** Whether it is as fast as the clock: then it says what it has seen, and not what thirty days would come to. */
export function isReal({ speed }: SoakPlan): boolean {
  return speed === 1;
}

/** Seconds of a soak that are thirty days. */
function thirtyDaysOf({ per }: Quantity, { turnS, speed }: SoakPlan): number {
  return per === 'turn' ? TURNS_IN_30_DAYS * turnS : DAYS_30_S / speed;
}

function growthOf(quantity: Quantity, plan: SoakPlan, samples: readonly SoakSample[]): Growth {
  const { what, unit, read } = quantity;
  const slope = senSlope(samples.map((sample) => ({ x: sample.atS, y: read(sample) })));
  const seconds = isReal(plan) ? samples.at(-1)!.atS - samples[0]!.atS : thirtyDaysOf(quantity, plan);
  const [usual, least, most] = [slope.usual * seconds, slope.least * seconds, slope.most * seconds];
  const allowed = isReal(plan) ? quantity.allowed.inRealSoak : quantity.allowed.inThirtyDays;
  const verdict = most <= allowed ? 'flat' : least > 0 ? 'grows' : 'untold';
  const [first, last] = [read(samples[0]!), read(samples.at(-1)!)];
  return { what, unit, first, last, usual, least, most, allowed, verdict };
}
