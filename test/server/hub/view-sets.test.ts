import { describe, expect, it } from 'vitest';
import { ViewSets, type NamedView } from '../../../server/hub/view-sets.js';
import type { Timeline, ViewHandle } from '../../../server/timelines/timeline.js';
import { createRandom } from '../../support/random.js';

const NOTHING: ReadonlySet<string> = new Set();

/** Views whose handles count how many of them are held. */
function countedViews(): { open: (id: string, number: number) => NamedView; held: Map<number, number> } {
  const held = new Map<number, number>();
  return {
    held,
    open: (id, number) => {
      held.set(number, (held.get(number) ?? 0) + 1);
      let isHeld = true;
      const release = (): void => {
        if (!isHeld) throw new Error(`view ${number} was released twice`);
        isHeld = false;
        held.set(number, held.get(number)! - 1);
      };
      const view = { number, release } as ViewHandle;
      return { id, timeline: {} as Timeline, view };
    },
  };
}

describe('view sets', () => {
  it('are the same for viewers of the same views under the same ids, in whatever order they came', () => {
    const sets = new ViewSets();
    const { open } = countedViews();
    const one = sets.exchange(sets.enter(), [open('a', 1), open('b', 2)], NOTHING);
    const other = sets.exchange(
      sets.exchange(sets.enter(), [open('b', 2)], NOTHING),
      [open('a', 1)],
      NOTHING,
    );
    const third = sets.exchange(sets.enter(), [open('a', 2), open('b', 1)], NOTHING);
    expect(other).toBe(one);
    expect(one.viewers).toBe(2);
    expect(third).not.toBe(one);
  });

  it('hold a view once while any of them has it, and let go of it with the last', () => {
    const random = createRandom(1);
    console.log(`seed ${random.seed}`);
    const sets = new ViewSets();
    const { open, held } = countedViews();
    const viewers = Array.from({ length: 8 }, () => ({
      set: sets.enter(),
      views: new Map<string, number>(),
    }));
    for (let step = 0; step < 2_000; step++) {
      const viewer = random.pick(viewers);
      const [id, number] = [`v${random.whole(0, 3)}`, random.whole(0, 4)];
      const isGained = !viewer.views.has(id);
      viewer.set = sets.exchange(
        viewer.set,
        isGained ? [open(id, number)] : [],
        new Set(isGained ? [] : [id]),
      );
      if (isGained) viewer.views.set(id, number);
      else viewer.views.delete(id);
      const watched = new Set(viewers.flatMap(({ views }) => [...views.values()]));
      for (const [each, count] of held) expect(count).toBe(watched.has(each) ? 1 : 0);
    }
    for (const { set } of viewers) sets.release(set);
    expect([...held.values()].every((count) => count === 0)).toBe(true);
  });
});
