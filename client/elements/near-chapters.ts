import type { Chapter } from '../../protocol/chapters.js';

/** Of so many shown, one that is over stands before the one that is on or comes next. */
const OVER = 1;

/**
 * The chapters around an instant, in time order: what is on, what comes, and a last one that is over; more that are over
 * where nothing else comes.
 * @param chapters in the order of their starts
 */
export function nearChapters(chapters: readonly Chapter[], time: number, count: number): Chapter[] {
  const current = chapters.findIndex(({ to }) => to > time);
  const from = (current < 0 ? chapters.length : current) - OVER;
  return chapters.slice(Math.max(0, Math.min(from, chapters.length - count))).slice(0, count);
}
