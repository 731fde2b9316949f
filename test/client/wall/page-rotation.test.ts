import { describe, expect, it } from 'vitest';
import { PageRotation } from '../../../client/wall/page-rotation.js';

const PAGES = ['a', 'b', 'c'];
const START = 30_000 * 3 * 1_000_000;

describe('PageRotation', () => {
  it('shows each page for the interval, by the server clock alone', () => {
    const rotation = new PageRotation(30_000, 0);
    const shown = [0, 29_999, 30_000, 60_000, 90_000].map((ms) => rotation.at(PAGES, START + ms).page);
    expect(shown).toEqual(['a', 'a', 'b', 'c', 'a']);
  });

  it('turns all screens together, each by its offset ahead', () => {
    const screens = [0, 1, 2, 3].map((offset) => new PageRotation(30_000, offset));
    const shownAt = (ms: number): string[] => screens.map((screen) => screen.at(PAGES, START + ms).page);
    expect(shownAt(10_000)).toEqual(['a', 'b', 'c', 'a']);
    expect(shownAt(30_000)).toEqual(['b', 'c', 'a', 'b']);
  });

  it('makes the next page ready shortly before its turn, and says when there is something to do', () => {
    const rotation = new PageRotation(30_000, 0);
    expect(rotation.at(PAGES, START)).toEqual({ page: 'a', next: null, untilChangeMs: 24_000 });
    expect(rotation.at(PAGES, START + 24_000)).toEqual({ page: 'a', next: 'b', untilChangeMs: 6_000 });
    expect(new PageRotation(8_000, 0).at(PAGES, 4_000)).toEqual({
      page: 'a',
      next: 'b',
      untilChangeMs: 4_000,
    });
  });

  it('does not turn back when the estimate of the server clock moves by milliseconds', () => {
    const rotation = new PageRotation(30_000, 0);
    expect(rotation.at(PAGES, START + 30_001).page).toBe('b');
    expect(rotation.at(PAGES, START + 29_998)).toMatchObject({ page: 'b', next: null });
  });

  it('follows a server whose clock was set back by more', () => {
    const rotation = new PageRotation(30_000, 0);
    rotation.at(PAGES, START + 90_000);
    expect(rotation.at(PAGES, START + 30_000).page).toBe('b');
  });

  it('leaves a single page alone', () => {
    const turn = new PageRotation(30_000, 2).at(['a'], START);
    expect(turn).toEqual({ page: 'a', next: null, untilChangeMs: Infinity });
  });
});
