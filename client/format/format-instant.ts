import type { Lang } from '../locales/lang.js';
import { UNKNOWN } from './number.js';

export type Precision = 'year' | 'month' | 'day' | 'minute' | 'second';

export interface InstantOptions {
  readonly lang: Lang;
  /** The timeline's own UTC offset; never the viewer's zone, which is of no interest to a figure. */
  readonly utcOffsetMs: number;
  readonly precision: Precision;
}

/** ECMAScript's last instant; what lies beyond has no date. */
const LAST_INSTANT = 8.64e15;

/** `2026`, `Nov 2026`, `23 Nov 2026`, `23 Nov 2026, 14:32`, `23 Nov 2026, 14:32:07`; in Chinese `2026年11月23日 14:32`. */
export function formatInstant(instant: number, { lang, utcOffsetMs, precision }: InstantOptions): string {
  const local = instant + utcOffsetMs;
  if (!(Math.abs(local) <= LAST_INSTANT)) return UNKNOWN;
  if (precision !== 'minute' && precision !== 'second') return date(local, lang, precision);
  const separator = lang === 'zh-CN' ? ' ' : ', ';
  return date(local, lang, 'day') + separator + time(local, precision);
}

/** `Mon 23 Nov 2026`, `2026年11月23日 星期一`: the date line of a clock. */
export function formatWeekdayDate(instant: number, lang: Lang, utcOffsetMs: number): string {
  const local = instant + utcOffsetMs;
  if (!(Math.abs(local) <= LAST_INSTANT)) return UNKNOWN;
  const weekday = part(local, lang, { weekday: lang === 'zh-CN' ? 'long' : 'short' });
  const day = date(local, lang, 'day');
  return lang === 'zh-CN' ? `${day} ${weekday}` : `${weekday} ${day}`;
}

/** An instant as it is read aloud: `2026`, `November 2026`, `23 November 2026`, `23 November 2026 at 14:32`. */
export function spokenInstant(instant: number, { lang, utcOffsetMs, precision }: InstantOptions): string {
  const local = instant + utcOffsetMs;
  if (!(Math.abs(local) <= LAST_INSTANT)) return UNKNOWN;
  if (precision === 'year') return date(local, lang, 'year');
  if (precision === 'month') return part(local, lang, { year: 'numeric', month: 'long' });
  const day = part(local, lang, { dateStyle: 'long' });
  if (precision === 'day') return day;
  return day + (lang === 'zh-CN' ? ' ' : ' at ') + time(local, precision);
}

/** `14:32` or `14:32:07`, on 24 hours. */
export function formatTimeOfDay(
  instant: number,
  utcOffsetMs: number,
  precision: 'minute' | 'second',
): string {
  const local = instant + utcOffsetMs;
  return Math.abs(local) <= LAST_INSTANT ? time(local, precision) : UNKNOWN;
}

/** `UTC+8`, `UTC−03:30`, `UTC`. */
export function formatUtcOffset(utcOffsetMs: number): string {
  const minutes = Math.round(Math.abs(utcOffsetMs) / 60_000);
  if (minutes === 0) return 'UTC';
  const rest = minutes % 60;
  const hours = Math.floor(minutes / 60);
  return `UTC${utcOffsetMs < 0 ? '\u2212' : '+'}${rest === 0 ? hours : `${two(hours)}:${two(rest)}`}`;
}

/** `Nov` / `11月`: a month alone, for where its year is clear. */
export function formatMonthName(instant: number, lang: Lang, utcOffsetMs: number): string {
  return part(instant + utcOffsetMs, lang, { month: 'short' });
}

/** `23 Nov` / `11月23日`: a day whose year is clear. */
export function formatDayOfYear(instant: number, lang: Lang, utcOffsetMs: number): string {
  const local = new Date(instant + utcOffsetMs);
  const day = local.getUTCDate();
  const month = part(local.getTime(), lang, { month: 'short' });
  return lang === 'zh-CN' ? `${month}${day}日` : `${day} ${month}`;
}

function date(local: number, lang: Lang, precision: 'year' | 'month' | 'day'): string {
  const year = new Date(local).getUTCFullYear();
  if (precision === 'year') return lang === 'zh-CN' ? `${year}年` : String(year);
  const day = precision === 'day' ? formatDayOfYear(local, lang, 0) : formatMonthName(local, lang, 0);
  return lang === 'zh-CN' ? `${year}年${day}` : `${day} ${year}`;
}

function time(local: number, precision: 'minute' | 'second'): string {
  const shifted = new Date(local);
  const minutes = `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`;
  return precision === 'minute' ? minutes : `${minutes}:${two(shifted.getUTCSeconds())}`;
}

const names = new Map<string, Intl.DateTimeFormat>();

/** A name of the calendar; the instant is shifted already, so its zone is UTC. */
function part(local: number, lang: Lang, options: Intl.DateTimeFormatOptions): string {
  const key = lang + JSON.stringify(options);
  let format = names.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { ...options, timeZone: 'UTC' });
    names.set(key, format);
  }
  return shortSeptember(format.format(local));
}

/** British English has `Sept` beside eleven months of three letters, which would make an axis uneven. */
function shortSeptember(name: string): string {
  return name === 'Sept' ? 'Sep' : name;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
