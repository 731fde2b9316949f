import { LIVE_DEFAULTS, type LiveSettings } from '../timelines/live/live-settings.js';

/** Options that say how live records are taken. */
export interface TermFlags {
  readonly currency?: string;
  readonly utcOffset?: string;
  readonly idDays?: number;
  readonly keepDays?: number;
  readonly lateDays?: number;
  readonly futureMinutes?: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

type Terms = Omit<LiveSettings, 'folder' | 'flushMs' | 'maxIds'>;

/** What was given; the rest is undefined. */
export function termsOf(flags: TermFlags): { readonly [K in keyof Terms]: Terms[K] | undefined } {
  const { currency, utcOffset, keepDays, idDays, lateDays, futureMinutes } = flags;
  return {
    currency,
    utcOffset,
    keepMs: inMs(keepDays, DAY),
    idWindowMs: inMs(idDays, DAY),
    lateMs: inMs(lateDays, DAY),
    futureMs: inMs(futureMinutes, MINUTE),
  };
}

/** What was given, and otherwise the defaults. */
export function allTermsOf(flags: TermFlags): Terms {
  const given = Object.entries(termsOf(flags)).filter(([, value]) => value !== undefined);
  return { ...LIVE_DEFAULTS, ...Object.fromEntries(given) };
}

function inMs(count: number | undefined, unit: number): number | undefined {
  return count === undefined ? undefined : count * unit;
}
