import type { Chapter } from '../../protocol/chapters.js';

/** Chapters in time order, each id once. */
export interface Calendar {
  find(id: string): Chapter | undefined;
  /** Those that share any time with `from` to `to`, epoch ms. */
  between(from: number, to: number): Chapter[];
}

/** A chapter replaces an earlier one of its id: what is announced replaces what was expected, a user's what ships. */
export function createCalendar(chapters: readonly Chapter[]): Calendar {
  const byId = new Map(chapters.map((chapter) => [chapter.id, chapter]));
  const inOrder = [...byId.values()].sort((a, b) => a.from - b.from || a.to - b.to);
  return {
    find: (id) => byId.get(id),
    between: (from, to) => inOrder.filter((chapter) => chapter.from < to && chapter.to > from),
  };
}
