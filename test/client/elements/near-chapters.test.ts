import { describe, expect, it } from 'vitest';
import { nearChapters } from '../../../client/elements/near-chapters.js';
import type { Chapter } from '../../../protocol/chapters.js';

/** One in each ten, for five. */
const CHAPTERS: Chapter[] = Array.from({ length: 9 }, (_, index) => ({
  id: `c${index}`,
  kind: 'expo',
  title: `${index}`,
  titles: {},
  from: index * 10,
  to: index * 10 + 5,
  utcOffset: '+00:00',
  source: null,
  expected: false,
}));

const shown = (time: number): string[] => nearChapters(CHAPTERS, time, 3).map(({ title }) => title);

describe('nearChapters', () => {
  it('are what is on, what comes, and the last one that is over', () => {
    expect(shown(42)).toEqual(['3', '4', '5']);
    expect(shown(45)).toEqual(['4', '5', '6']);
  });

  it('are the first ones before all, and the last ones after all', () => {
    expect(shown(-100)).toEqual(['0', '1', '2']);
    expect(shown(1_000)).toEqual(['6', '7', '8']);
  });

  it('are all where there are few', () => {
    expect(nearChapters(CHAPTERS.slice(0, 2), 12, 3)).toHaveLength(2);
    expect(nearChapters([], 12, 3)).toEqual([]);
  });
});
