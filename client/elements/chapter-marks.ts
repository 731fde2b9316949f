import type { ChartMark } from '../charts/chart-model.js';
import { chapterTitle, chaptersOf } from '../feed/chapters.js';
import type { FeedController } from '../feed/feed-controller.js';
import type { Lang } from '../locales/lang.js';

/** What the server's calendar has, up to the playhead: what is to come is no news of what is shown. */
export function chapterMarks(
  { connection, timeline }: FeedController,
  lang: Lang,
  onLoaded: () => void,
): ChartMark[] {
  if (connection === null || timeline === null) return [];
  const chapters = chaptersOf(connection.url, connection.baseOf(timeline.name), onLoaded);
  return chapters
    .filter(({ from }) => from <= timeline.clock.time)
    .map((chapter) => ({ time: chapter.from, end: chapter.to, label: chapterTitle(chapter, lang) }));
}
