import { chinaEvents, goldenWeek, type Stretch } from '../../protocol/china-calendar.js';
import { lunarNewYear } from '../../protocol/lunar-new-year.js';
import type { Calendar } from '../calendar/calendar.js';
import { DAY_MS, dayNumber, dayOf, yearOf } from '../timelines/simulated/beijing-time.js';

/** A day of something that comes back every year, though not on the same date. */
export interface EventDay {
  readonly event: string;
  /** Days since it began; negative before. */
  readonly offset: number;
}

/** Something that comes back every year: days before its first and after its last that feel it too. */
interface YearlyEvent {
  readonly event: string;
  readonly firstDay: number;
  readonly days: number;
  readonly before: number;
  readonly after: number;
}

/** The rush, the stop and the slow return of workers around Lunar New Year: factories feel it for seven weeks. */
const NEW_YEAR = { days: 1, before: 16, after: 30 };
/** Shipments to and from an expo spread over some days before and after it, those of a public holiday less. */
const EXPO_SHOULDERS = { before: 4, after: 4 };
const HOLIDAY_SHOULDERS = { before: 1, after: 2 };

/** What is special about each day, counted from the epoch in local time, and the same in every year that it comes in. */
export class CalendarDays {
  readonly #calendar: Calendar;
  readonly #offsetMs: number;
  readonly #years = new Map<number, Map<number, EventDay>>();

  constructor(calendar: Calendar, offsetMs: number) {
    this.#calendar = calendar;
    this.#offsetMs = offsetMs;
  }

  /** The event that the day feels, none on most days. */
  eventOf(day: number): EventDay | undefined {
    const year = yearOf(day);
    let days = this.#years.get(year);
    if (days === undefined) this.#years.set(year, (days = this.#daysOf(year)));
    return days.get(day);
  }

  /** Where two overlap, as two expos do, a day is the earlier's: they meet alike every year. */
  #daysOf(year: number): Map<number, EventDay> {
    const days = new Map<number, EventDay>();
    for (const { event, firstDay, days: count, before, after } of this.#eventsOfYear(year)) {
      for (let offset = -before; offset < count + after; offset++) {
        const day = firstDay + offset;
        if (!days.has(day)) days.set(day, { event, offset });
      }
    }
    return days;
  }

  /** By rule, and where the calendar has one of the year, by that. */
  #eventsOfYear(year: number): Iterable<YearlyEvent> {
    const events = new Map(fixedEvents(year).map((event) => [event.event, event]));
    const [from, to] = [dayNumber(year, 1, 1) * DAY_MS, dayNumber(year + 1, 1, 1) * DAY_MS];
    for (const { id, kind, from: start, to: end } of this.#calendar.between(from, to)) {
      const event = new RegExp(`^(.+)-${year}$`).exec(id)?.[1];
      if (event === undefined || event === 'lunar-new-year' || (kind !== 'expo' && kind !== 'holiday'))
        continue;
      const firstDay = Math.floor((start + this.#offsetMs) / DAY_MS);
      const days = Math.max(1, Math.round((end - start) / DAY_MS));
      const shoulders = kind === 'expo' ? EXPO_SHOULDERS : HOLIDAY_SHOULDERS;
      events.set(event, { event, firstDay, days, ...shoulders });
    }
    return events.values();
  }
}

/** Lunar New Year, the public holidays of China that stop its factories, and its expos on their usual dates. */
function fixedEvents(year: number): YearlyEvent[] {
  const { month, day } = lunarNewYear(year);
  const expos = chinaEvents(year).filter(({ id }) => id !== 'lunar-new-year');
  return [
    { event: 'lunar-new-year', firstDay: dayNumber(year, month, day), ...NEW_YEAR },
    { event: 'new-year', firstDay: dayNumber(year, 1, 1), days: 1, before: 0, after: 1 },
    { event: 'labour-day', firstDay: dayNumber(year, 5, 1), days: 5, ...HOLIDAY_SHOULDERS },
    { event: 'golden-week', ...daysOf(goldenWeek(year)), ...HOLIDAY_SHOULDERS },
    ...expos.map((expo) => ({ event: expo.id, ...daysOf(expo), ...EXPO_SHOULDERS })),
  ];
}

function daysOf({ start, end }: Stretch): Pick<YearlyEvent, 'firstDay' | 'days'> {
  return { firstDay: dayOf(start), days: Math.round((end - start) / DAY_MS) };
}
