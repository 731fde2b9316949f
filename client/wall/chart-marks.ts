import { chinaEvents, chinaYear, type CalendarEvent } from '../../protocol/china-calendar.js';
import type { ChartMark } from '../charts/chart-model.js';
import type { Lang } from '../locales/lang.js';
import { wallMessage, type WallKey } from '../locales/wall-message.js';

/** Short names, for a label in a chart; both sessions of the Canton Fair have the same. */
const LABELS: Record<CalendarEvent['id'], WallKey & `mark.${string}`> = {
  'lunar-new-year': 'mark.lunarNewYear',
  'canton-spring': 'mark.cantonFair',
  'canton-autumn': 'mark.cantonFair',
  ciftis: 'mark.ciftis',
  ciie: 'mark.ciie',
};

/** China's holidays and expos up to an instant, for a chart of days; labelled only on the uppermost of several. */
export function chinaMarks(instant: number, lang: Lang, isLabelled: boolean): readonly ChartMark[] {
  const year = chinaYear(instant);
  return [...chinaEvents(year - 1), ...chinaEvents(year)]
    .filter(({ start }) => start <= instant)
    .map(({ id, start, end }) => ({
      time: start,
      end,
      label: isLabelled ? wallMessage(lang, LABELS[id]) : '',
    }));
}
