import { describe, expect, it } from 'vitest';
import { longTasksOf } from '../../../scripts/soak/long-tasks.js';

const task = (from: number, to: number) => ({ kind: 'task', from, to, page: 'ports' }) as const;
const work = (what: string, from: number, to: number) => ({ kind: 'work', what, from, to }) as const;

describe('what a long task was spent on', () => {
  it('is what it overlaps of scripts and layout, the longest first', () => {
    const noted = [
      task(1_000, 1_100),
      work('a', 990, 1_020),
      work('b', 1_020, 1_080),
      work('c', 1_100, 1_200),
    ];
    expect(longTasksOf(noted, { begin: 0, looks: [], thread: null })).toEqual([
      {
        atS: 1,
        ms: 100,
        cpuMs: null,
        waitMs: null,
        page: 'ports',
        spentOn: [
          { what: 'b', ms: 60 },
          { what: 'a', ms: 20 },
        ],
      },
    ]);
  });

  it('is not asked of those in which the page was looked at', () => {
    const noted = [task(1_000, 1_100), task(3_000, 3_100)];
    const tasks = longTasksOf(noted, { begin: 0, looks: [{ from: 1_050, to: 2_000 }], thread: null });
    expect(tasks.map(({ atS }) => atS)).toEqual([3]);
  });
});
