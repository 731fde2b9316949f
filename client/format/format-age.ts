import type { Lang } from '../locales/lang.js';
import { message } from '../locales/message.js';
import { formatNumber } from './number.js';

const STEPS = [
  { ms: 86_400_000, key: 'age.days' },
  { ms: 3_600_000, key: 'age.hours' },
  { ms: 60_000, key: 'age.minutes' },
] as const;

/** How old a frame is: `0.2 s`, `34 s`, `5 min`, `3 h`, `2 d`. Below ten seconds with one decimal, never negative. */
export function formatAge(ageMs: number, lang: Lang): string {
  const age = Math.max(0, ageMs);
  const step = STEPS.find(({ ms }) => age >= ms);
  if (step !== undefined) return message(lang, step.key, { count: String(Math.floor(age / step.ms)) });
  const seconds = Math.floor(age / 100) / 10;
  const count = formatNumber(seconds < 10 ? seconds : Math.floor(seconds), lang, seconds < 10 ? 1 : 0);
  return message(lang, 'age.seconds', { count });
}
