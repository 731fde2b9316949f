export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Beijing time, without the summer time of 1986-1991. */
export const BEIJING_OFFSET_MS = 8 * HOUR_MS;

/** Days since 1970-01-01 of a Beijing calendar day. */
export function dayNumber(year: number, month: number, day: number): number {
  // Date.UTC takes years below 100 for 19xx; no such year is simulated
  return Math.round(Date.UTC(year, month - 1, day) / DAY_MS);
}

/** The day that holds an instant, by Beijing's calendar. */
export function dayOf(time: number): number {
  return Math.floor((time + BEIJING_OFFSET_MS) / DAY_MS);
}

/** When a day begins, epoch ms. */
export function startOfDay(day: number): number {
  return day * DAY_MS - BEIJING_OFFSET_MS;
}

export function yearOf(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}

export function daysInYear(year: number): number {
  return dayNumber(year + 1, 1, 1) - dayNumber(year, 1, 1);
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}
