import type { Chapter } from '../../protocol/chapters.js';

/** The shortest of the chapters under way, which says most. */
export function chapterAt(time: number, chapters: readonly Chapter[]): Chapter | undefined {
  const under = chapters.filter(({ from, to }) => time >= from && time < to);
  return under.sort((a, b) => a.to - a.from - (b.to - b.from))[0];
}
