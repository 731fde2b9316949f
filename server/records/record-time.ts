import { refuse } from './record-problem.js';

const DAY = 86_400_000;

/** `2026`, `2026-01` (or `202601`), `2026-01-05`, or an instant with or without a zone; groups name its parts. */
const WRITTEN =
  /^(\d{4})(?:-?(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/i;

/**
 * The instant of a record, epoch ms: the one written, in UTC where it names no zone, or the start of the period, in the
 * timeline's own time.
 * @throws RecordProblem
 */
export function recordTime(written: string, utcOffsetMs: number): number {
  const parts = WRITTEN.exec(written.trim());
  const time = parts === null ? NaN : timeOf(parts, utcOffsetMs);
  if (!Number.isNaN(time)) return time;
  return refuse(
    'bad-field',
    'time',
    `expected an instant as 2026-01-05T08:00:00Z or a period as 2026-01-05, 2026-01 or 2026, got ${JSON.stringify(written)}`,
  );
}

function timeOf(parts: RegExpExecArray, utcOffsetMs: number): number {
  const [, year, month = '01', day = '01', hour, minute, second = '00', fraction = ''] = parts;
  const start = dayStart(Number(year), Number(month), Number(day));
  if (hour === undefined) return start - utcOffsetMs;
  const ofDay = timeOfDay(Number(hour), Number(minute), Number(second));
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  return start + ofDay + ms - zoneMs(parts[8]);
}

/** Midnight in UTC; NaN where there is no such day. */
export function dayStart(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1) return NaN;
  const start = new Date(0).setUTCFullYear(year, month - 1, day);
  return new Date(start).getUTCDate() === day ? start : NaN;
}

/** Milliseconds since midnight; NaN where there is no such time. A leap second is the one before it. */
export function timeOfDay(hour: number, minute: number, second: number): number {
  if (hour === 24 && minute === 0 && second === 0) return DAY;
  if (hour > 23 || minute > 59 || second > 60) return NaN;
  return ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1_000;
}

function zoneMs(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 23 || minutes > 59) return NaN;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
