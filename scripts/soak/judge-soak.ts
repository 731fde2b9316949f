import { senSlope } from './sen-slope.js';
import type { LongTask, Soak, SoakPlan, SoakSample } from './run-soak.js';

/** What may be gained in thirty days: by a page's turns, or by the time that a server tells. */
interface Bound {
  readonly per: 'turn' | 'event time';
  readonly allowed: number;
}

/** What is looked at: each may gain so much in thirty days, be it in this soak or by what thirty days are of it. */
interface Quantity extends Bound {
  readonly what: 'server heap' | 'page heap' | 'nodes' | 'listeners';
  readonly unit: 'MB' | '';
  readonly read: (sample: SoakSample) => number;
}

const DAYS_30_S = 30 * 86_400;

/** Turns of a wall in thirty days, at its usual thirty seconds each. */
const TURNS_IN_30_DAYS = DAYS_30_S / 30;

/** 1.2 kB a turn, a twentieth of what a page may hold before it renews itself; a leak that there once was had three. */
const HEAP: Bound = { per: 'turn', allowed: 100 };

/** A twentieth of what a server holds. */
const MONTH_OF_TRADE: Bound = { per: 'event time', allowed: 3 };

/**
 * One node in four turns, one listener in forty. Of a month of trade half an hour tells nothing: a server that is as fast
 * as the clock may gain what a page may, in turns that each begin and end some of its views.
 */
function quantitiesOf({ speed }: SoakPlan): readonly Quantity[] {
  return [
    {
      what: 'server heap',
      unit: 'MB',
      ...(speed === 1 ? HEAP : MONTH_OF_TRADE),
      read: ({ serverMb }) => serverMb,
    },
    { what: 'page heap', unit: 'MB', ...HEAP, read: ({ pageMb }) => pageMb },
    { what: 'nodes', unit: '', per: 'turn', allowed: 20_000, read: ({ nodes }) => nodes },
    { what: 'listeners', unit: '', per: 'turn', allowed: 2_000, read: ({ listeners }) => listeners },
  ];
}

/** Of one quantity: how it grows, in thirty days, with 95 % confidence. */
export interface Growth {
  readonly what: Quantity['what'];
  readonly unit: Quantity['unit'];
  readonly per: Bound['per'];
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
  const growths = quantitiesOf(plan).map((quantity) => growthOf(quantity, plan, settled));
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

function growthOf(
  { what, unit, per, allowed, read }: Quantity,
  plan: SoakPlan,
  samples: readonly SoakSample[],
): Growth {
  const slope = senSlope(samples.map((sample) => ({ x: sample.atS, y: read(sample) })));
  const seconds = per === 'turn' ? TURNS_IN_30_DAYS * plan.turnS : DAYS_30_S / plan.speed;
  const [usual, least, most] = [slope.usual * seconds, slope.least * seconds, slope.most * seconds];
  const verdict = most <= allowed ? 'flat' : least > 0 ? 'grows' : 'untold';
  const [first, last] = [read(samples[0]!), read(samples.at(-1)!)];
  return { what, unit, per, first, last, usual, least, most, allowed, verdict };
}
