import { ProblemError } from '../../protocol/errors.js';
import { LIMITS } from '../../protocol/limits.js';
import type { View } from '../../protocol/view.js';
import type { Timeline } from '../timelines/timeline.js';

/** Sees to it that all viewers together make no more views than a server can keep up to date. */
export class ViewRoom {
  readonly #timelines: () => Iterable<Timeline>;
  readonly #most: number;

  /** @param timelines all that views may be on, private sessions included */
  constructor(timelines: () => Iterable<Timeline>, most: number = LIMITS.viewsPerServer) {
    this.#timelines = timelines;
    this.#most = most;
  }

  /**
   * Room for a view; one that somebody watches already takes none, and those that are kept for viewers who may come back
   * make room.
   * @throws ProblemError `too-many-views`
   */
  check(timeline: Timeline, view: View): void {
    if (timeline.holds(view) || this.#count() < this.#most) return;
    for (const each of this.#timelines()) each.forgetIdle();
    if (this.#count() < this.#most) return;
    throw new ProblemError({
      code: 'too-many-views',
      field: 'view',
      message: `view: the server holds ${this.#most} different views already; ask for one that others watch, or try again later`,
    });
  }

  #count(): number {
    let views = 0;
    for (const { viewCount } of this.#timelines()) views += viewCount;
    return views;
  }
}
