import type { Chapter } from '../../protocol/chapters.js';
import {
  BEIJING,
  chinaEvents,
  goldenWeek,
  type CalendarEvent,
  type ExpoId,
} from '../../protocol/china-calendar.js';
import { projectFile } from '../project-file.js';
import { readCalendarFile } from './calendar-file.js';

const YEARS = { first: 2021, last: 2030 } as const;
/** Years up to which the dates are announced; later ones are taken from the rules of the years before. */
const ANNOUNCED = { expos: 2025, holidays: 2026 } as const;

const DAY = 86_400_000;

const EXPO_TITLES: Record<ExpoId, { title: string; chinese: string; source: string }> = {
  'canton-spring': { title: 'Canton Fair, spring', chinese: '广交会（春季）', source: 'cantonfair.org.cn' },
  ciftis: { title: 'CIFTIS', chinese: '服贸会', source: 'ciftis.org' },
  'canton-autumn': { title: 'Canton Fair, autumn', chinese: '广交会（秋季）', source: 'cantonfair.org.cn' },
  ciie: { title: 'CIIE', chinese: '进博会', source: 'ciie.org' },
};

/** Expos and holidays of China from 2021 to 2030 by `protocol`, which the simulation keeps to as well, and what the shipped file adds or names otherwise. */
export async function chinaChapters(): Promise<Chapter[]> {
  const years = Array.from({ length: YEARS.last - YEARS.first + 1 }, (_, index) => YEARS.first + index);
  const byRule = years.flatMap((year) => [...chinaEvents(year).map(chapterOf), goldenWeekChapter(year)]);
  return [...byRule, ...(await readCalendarFile(projectFile('server/calendar/china.json')))];
}

function chapterOf({ id, start, end }: CalendarEvent): Chapter {
  const year = new Date(start).getUTCFullYear();
  if (id === 'lunar-new-year') return newYearHoliday(year, start);
  const { title, chinese, source } = EXPO_TITLES[id];
  return {
    id: `${id}-${year}`,
    kind: 'expo',
    title,
    titles: { 'zh-CN': chinese },
    from: start,
    to: end,
    utcOffset: BEIJING,
    source,
    expected: year > ANNOUNCED.expos,
  };
}

/** From New Year's Eve, a holiday too since 2025, eight days; where the State Council fixed others, the file has them. */
function newYearHoliday(year: number, newYear: number): Chapter {
  return {
    id: `lunar-new-year-${year}`,
    kind: 'holiday',
    title: 'Lunar New Year',
    titles: { 'zh-CN': '春节' },
    from: newYear - DAY,
    to: newYear + 7 * DAY,
    utcOffset: BEIJING,
    source: 'Hong Kong Observatory, lunar calendar; State Council, decree no. 795 of 2024',
    expected: year > ANNOUNCED.holidays,
  };
}

function goldenWeekChapter(year: number): Chapter {
  const { start: from, end: to } = goldenWeek(year);
  return {
    id: `golden-week-${year}`,
    kind: 'holiday',
    title: 'Golden Week',
    titles: { 'zh-CN': '国庆黄金周' },
    from,
    to,
    utcOffset: BEIJING,
    source: 'General Office of the State Council, holidays of each year',
    expected: year > ANNOUNCED.holidays,
  };
}
