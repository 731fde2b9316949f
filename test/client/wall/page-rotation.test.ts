import { describe, expect, it } from 'vitest';
import { PageRotation } from '../../../client/wall/page-rotation.js';
import { createRandom, type Random } from '../../support/random.js';

const PAGES = ['a', 'b', 'c'];
const START = 30_000 * 3 * 1_000_000;

describe('PageRotation', () => {
  it('shows each page for the interval, by the server clock alone', () => {
    const rotation = new PageRotation(30_000, 0);
    const shown = [0, 29_999, 30_000, 60_000, 90_000].map((ms) => rotation.at(PAGES, PAGES, START + ms).page);
    expect(shown).toEqual(['a', 'a', 'b', 'c', 'a']);
  });

  it('turns all screens together, each by its offset ahead', () => {
    const screens = [0, 1, 2, 3].map((offset) => new PageRotation(30_000, offset));
    const shownAt = (ms: number): string[] =>
      screens.map((screen) => screen.at(PAGES, PAGES, START + ms).page);
    expect(shownAt(10_000)).toEqual(['a', 'b', 'c', 'a']);
    expect(shownAt(30_000)).toEqual(['b', 'c', 'a', 'b']);
  });

  it('makes the next page ready shortly before its turn, and says when there is something to do', () => {
    const rotation = new PageRotation(30_000, 0);
    expect(rotation.at(PAGES, PAGES, START)).toEqual({ page: 'a', next: null, untilChangeMs: 24_000 });
    expect(rotation.at(PAGES, PAGES, START + 24_000)).toEqual({ page: 'a', next: 'b', untilChangeMs: 6_000 });
    expect(new PageRotation(8_000, 0).at(PAGES, PAGES, 4_000)).toEqual({
      page: 'a',
      next: 'b',
      untilChangeMs: 4_000,
    });
  });

  it('does not turn back when the estimate of the server clock moves by milliseconds', () => {
    const rotation = new PageRotation(30_000, 0);
    expect(rotation.at(PAGES, PAGES, START + 30_001).page).toBe('b');
    expect(rotation.at(PAGES, PAGES, START + 29_998)).toMatchObject({ page: 'b', next: null });
  });

  it('follows a server whose clock was set back by more', () => {
    const rotation = new PageRotation(30_000, 0);
    rotation.at(PAGES, PAGES, START + 90_000);
    expect(rotation.at(PAGES, PAGES, START + 30_000).page).toBe('b');
  });

  it('leaves a single page alone', () => {
    const turn = new PageRotation(30_000, 2).at(['a'], ['a'], START);
    expect(turn).toEqual({ page: 'a', next: null, untilChangeMs: Infinity });
  });
});

/** What screens show in a turn, the first of them with offset 0; each has its own pages to show. */
function shownIn(turn: number, inTurn: readonly number[], screens: readonly (readonly number[])[]): number[] {
  return screens.map(
    (fitting, offset) => new PageRotation(30_000, offset).at(inTurn, fitting, turn * 30_000).page,
  );
}

/** Some of the pages, `least` of them or more. */
function someOf(random: Random, pages: readonly number[], least: number): number[] {
  const left = [...pages];
  for (let out = random.whole(0, pages.length - least); out > 0; out--)
    left.splice(random.whole(0, left.length - 1), 1);
  return left;
}

describe('screens that leave pages out', () => {
  const pages = (count: number): number[] => Array.from({ length: count }, (_, page) => page);

  it('keep the turns of all others where they are', () => {
    const small = new PageRotation(30_000, 1);
    const shown = [0, 1, 2, 3].map((turn) => small.at(PAGES, ['a', 'c'], START + turn * 30_000).page);
    // The neighbour shows a, b, c, a.
    expect(shown).toEqual(['c', 'c', 'a', 'c']);
  });

  it('have the page before for another turn where there is one screen', () => {
    const rotation = new PageRotation(30_000, 0);
    const turns = [0, 30_000, 60_000].map((ms) => rotation.at(PAGES, ['a', 'c'], START + ms + 29_000));
    expect(turns.map(({ page, next }) => [page, next])).toEqual([
      ['a', null],
      ['a', 'c'],
      ['c', 'a'],
    ]);
  });

  it('show one that has no turn where they have none of those that have', () => {
    expect(new PageRotation(30_000, 1).at(PAGES, ['z'], START).page).toBe('z');
    expect(new PageRotation(30_000, 0).at(['a'], ['z'], START).page).toBe('z');
  });

  it('never show the same page twice, be it that all leave out the same or that one leaves out some', () => {
    const random = createRandom(7);
    for (let run = 0; run < 2_000; run++) {
      const inTurn = pages(random.whole(2, 8));
      const screens = random.whole(1, inTurn.length - 1);
      const few = someOf(random, inTurn, screens);
      const which = random.whole(0, screens - 1);
      const turn = random.whole(0, 1_000);
      const alike = shownIn(
        turn,
        inTurn,
        Array.from({ length: screens }, () => few),
      );
      expect(new Set(alike).size, `SEED=${random.seed}, run ${run}`).toBe(screens);
      for (const page of alike) expect(few).toContain(page);
      const one = Array.from({ length: screens }, (_, screen) => (screen === which ? few : inTurn));
      const shown = shownIn(turn, inTurn, one);
      for (const [screen, page] of shown.entries())
        if (screen !== which) expect(page).toBe((turn + screen) % inTurn.length);
      expect(new Set(shown).size, `SEED=${random.seed}, run ${run}`).toBe(screens);
      expect(few).toContain(shown[which]);
    }
  });
});
