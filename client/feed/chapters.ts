import type { Chapter } from '../../protocol/chapters.js';
import type { Lang } from '../locales/lang.js';
import { fetchOnce } from './fetched.js';
import { besideFeed } from './feed-url.js';

const NONE: readonly Chapter[] = [];

/**
 * What the server's calendar has of a timeline's span, in time order; nothing while it is on its way.
 * @param onLoaded called once when it has come, if it had not when asked
 */
export function chaptersOf(feed: string, timeline: string, onLoaded: () => void): readonly Chapter[] {
  const url = besideFeed(feed, `/api/chapters?timeline=${encodeURIComponent(timeline)}`);
  return (
    fetchOnce<{ chapters: readonly Chapter[] }>(url, onLoaded, 'no chapters are shown').value?.chapters ??
    NONE
  );
}

/** A chapter's title in a language, or as it is where it has none. */
export function chapterTitle({ title, titles }: Pick<Chapter, 'title' | 'titles'>, lang: Lang): string {
  return titles[lang] ?? titles[lang.slice(0, 2)] ?? title;
}
