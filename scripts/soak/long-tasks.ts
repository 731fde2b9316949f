import type { Look } from './run-soak.js';
import type { ThreadTime } from './thread-time.js';
import type { Noted, NotedTask, NotedWork } from './watch-tasks.js';

/** A task that held the page up for more than 50 ms, and what it was spent on. */
export interface LongTask {
  /** Seconds since the wall was there. */
  readonly atS: number;
  readonly ms: number;
  /** Of a processor, at most; and waited for one while other programs had it, at least. Null where it is not known. */
  readonly cpuMs: number | null;
  readonly waitMs: number | null;
  /** Of the wall, that was shown. */
  readonly page: string;
  /** Scripts and layout that it overlaps, the longest first. */
  readonly spentOn: readonly { readonly what: string; readonly ms: number }[];
}

interface Circumstances {
  /** Epoch ms. */
  readonly begin: number;
  readonly looks: readonly Look[];
  readonly thread: ThreadTime | null;
}

/** But for those of the looks: a collection that is forced holds the page up, which is not the page's doing. */
export function longTasksOf(noted: readonly Noted[], { begin, looks, thread }: Circumstances): LongTask[] {
  const work = noted.filter((one) => one.kind === 'work');
  return noted
    .filter((one) => one.kind === 'task')
    .filter((task) => !looks.some((look) => overlapOf(task, look) > 0))
    .map((task) => {
      const { cpuMs, waitMs } = thread?.between(task.from, task.to) ?? { cpuMs: null, waitMs: null };
      const { page } = task;
      const [atS, ms] = [(task.from - begin) / 1_000, task.to - task.from];
      return { atS, ms, cpuMs, waitMs, page, spentOn: spentOn(task, work) };
    });
}

function spentOn(task: NotedTask, work: readonly NotedWork[]): LongTask['spentOn'] {
  return work
    .map((part) => ({ what: part.what, ms: Math.round(overlapOf(task, part)) }))
    .filter(({ ms }) => ms > 0)
    .sort((a, b) => b.ms - a.ms);
}

function overlapOf(a: Look, b: Look): number {
  return Math.min(a.to, b.to) - Math.max(a.from, b.from);
}
