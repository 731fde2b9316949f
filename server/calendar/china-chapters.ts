import type { Chapter } from '../../protocol/chapters.js';
import { chinaEvents, type CalendarEvent } from '../../protocol/china-calendar.js';
import { projectFile } from '../project-file.js';
import { readCalendarFile } from './calendar-file.js';

const YEARS = { first: 2021, last: 2030 } as const;
/** Dates up to here have been announced; later ones are taken from the rules of the years before. */
const LAST_ANNOUNCED = 2025;

const TITLES: Record<CalendarEvent['id'], { title: string; chinese: string; source: string }> = {
  'lunar-new-year': {
    title: 'Lunar New Year',
    chinese: '春节',
    source: 'Hong Kong Observatory, lunar calendar',
  },
  'canton-spring': { title: 'Canton Fair, spring', chinese: '广交会（春季）', source: 'cantonfair.org.cn' },
  ciftis: { title: 'CIFTIS', chinese: '服贸会', source: 'ciftis.org' },
  'canton-autumn': { title: 'Canton Fair, autumn', chinese: '广交会（秋季）', source: 'cantonfair.org.cn' },
  ciie: { title: 'CIIE', chinese: '进博会', source: 'ciie.org' },
};

/** Expos and holidays of China from 2021 to 2030 by their rules, and the dates that the shipped calendar file gives. */
export async function chinaChapters(): Promise<Chapter[]> {
  const years = Array.from({ length: YEARS.last - YEARS.first + 1 }, (_, index) => YEARS.first + index);
  const byRule = years.flatMap((year) => [
    ...chinaEvents(year).map((event) => chapterOf(event, year)),
    goldenWeek(year),
  ]);
  return [...byRule, ...(await readCalendarFile(projectFile('server/calendar/china.json')))];
}

function chapterOf({ id, start, end }: CalendarEvent, year: number): Chapter {
  const { title, chinese, source } = TITLES[id];
  return {
    id: `${id}-${year}`,
    kind: id === 'lunar-new-year' ? 'holiday' : 'expo',
    title,
    titles: { 'zh-CN': chinese },
    from: start,
    to: end,
    source,
    expected: year > LAST_ANNOUNCED,
  };
}

/** National Day and the six days after it; where the State Council fixed others, the file has them. */
function goldenWeek(year: number): Chapter {
  return {
    id: `golden-week-${year}`,
    kind: 'holiday',
    title: 'Golden Week',
    titles: { 'zh-CN': '国庆黄金周' },
    from: Date.parse(`${year}-10-01T00:00:00+08:00`),
    to: Date.parse(`${year}-10-08T00:00:00+08:00`),
    source: 'General Office of the State Council, holidays of each year',
    expected: year > LAST_ANNOUNCED,
  };
}
