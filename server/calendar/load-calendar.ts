import { createCalendar, type Calendar } from './calendar.js';
import { readCalendarFile } from './calendar-file.js';
import { chinaChapters } from './china-chapters.js';

/** The calendar that ships and the user's own files, in that order. Throws a ProblemError where one can't be read. */
export async function loadCalendar(files: readonly string[]): Promise<Calendar> {
  const own = await Promise.all(files.map(readCalendarFile));
  return createCalendar([...(await chinaChapters()), ...own.flat()]);
}
