import type { Buffer } from 'node:buffer';

/** What viewers who watch the same views under the same names share: one frame of each tick, as a rule. */
export interface ViewSet {
  readonly name: string;
  viewers: number;
  /** The frame encoded last, or that there is none, and what it was asked for. */
  last: {
    readonly seq: number;
    readonly from: number;
    readonly always: boolean;
    readonly frame: Buffer | undefined;
  };
}

/** The view sets in use, so that to find a viewer's is no look-up. */
export class ViewSets {
  readonly #sets = new Map<string, ViewSet>();

  acquire(name: string): ViewSet {
    let set = this.#sets.get(name);
    if (set === undefined) {
      set = { name, viewers: 0, last: { seq: -1, from: -1, always: false, frame: undefined } };
      this.#sets.set(name, set);
    }
    set.viewers++;
    return set;
  }

  release(set: ViewSet): void {
    set.viewers--;
    if (set.viewers === 0) this.#sets.delete(set.name);
  }
}
