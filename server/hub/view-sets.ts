import type { Buffer } from 'node:buffer';
import type { Timeline, ViewHandle } from '../timelines/timeline.js';
import type { FeedForm } from './frame-form.js';

/** A view under the id by which a viewer calls it. */
export interface NamedView {
  readonly id: string;
  readonly timeline: Timeline;
  readonly view: ViewHandle;
}

/** What viewers who watch the same views under the same ids share: the list itself, and as a rule one frame of each tick. */
export interface ViewSet {
  readonly name: string;
  /** In the order of their ids. */
  readonly views: readonly NamedView[];
  /** In the order in which the views first name them. */
  readonly timelines: readonly Timeline[];
  viewers: number;
  /** Of each form the frame written last, or that there is none, and what it was asked for. */
  readonly last: Partial<Record<FeedForm, SharedFrame>>;
}

interface SharedFrame {
  readonly seq: number;
  readonly from: number;
  readonly always: boolean;
  readonly frame: Buffer | undefined;
}

/** A view's one handle, whatever number of sets it is in. */
interface HeldView {
  readonly handle: ViewHandle;
  sets: number;
}

/**
 * The view sets in use. A viewer of 24 views so costs a reference, not 24 of everything, and to find what it shares with
 * others is no look-up.
 */
export class ViewSets {
  readonly #sets = new Map<string, ViewSet>();
  readonly #held = new Map<number, HeldView>();

  /** The set without a view, which every viewer begins with. */
  enter(): ViewSet {
    return this.#acquire([]);
  }

  /**
   * Moves a viewer from its set to that with other views.
   * @param gained views that the viewer has opened itself, whose handles pass to the set
   * @param lost ids of views that it no longer watches
   */
  exchange(set: ViewSet, gained: readonly NamedView[], lost: ReadonlySet<string>): ViewSet {
    const views = [...set.views.filter(({ id }) => !lost.has(id)), ...gained].sort(byId);
    const next = this.#acquire(views);
    for (const { view } of gained) if (this.#held.get(view.number)?.handle !== view) view.release();
    this.release(set);
    return next;
  }

  /** To be called for each viewer that leaves a set. */
  release(set: ViewSet): void {
    set.viewers--;
    if (set.viewers > 0) return;
    this.#sets.delete(set.name);
    for (const { view } of set.views) this.#letGo(view.number);
  }

  #acquire(views: readonly NamedView[]): ViewSet {
    const name = views.map(({ id, view }) => `${JSON.stringify(id)}${view.number}`).join();
    const set = this.#sets.get(name) ?? this.#create(name, views);
    set.viewers++;
    return set;
  }

  #create(name: string, views: readonly NamedView[]): ViewSet {
    const held = views.map((named) => ({ ...named, view: this.#hold(named.view) }));
    const timelines = [...new Set(held.map(({ timeline }) => timeline))];
    const set: ViewSet = { name, views: held, timelines, viewers: 0, last: {} };
    this.#sets.set(name, set);
    return set;
  }

  #hold(handle: ViewHandle): ViewHandle {
    const held = this.#held.get(handle.number);
    if (held === undefined) this.#held.set(handle.number, { handle, sets: 1 });
    else held.sets++;
    return held?.handle ?? handle;
  }

  #letGo(number: number): void {
    const held = this.#held.get(number)!;
    held.sets--;
    if (held.sets > 0) return;
    this.#held.delete(number);
    held.handle.release();
  }
}

function byId(a: NamedView, b: NamedView): number {
  return a.id < b.id ? -1 : 1;
}
