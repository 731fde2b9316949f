import type { GroupNames } from '../../protocol/column-update.js';
import { FLOWS, type Grouping } from '../../protocol/dimensions.js';
import { rowsPerGroup } from '../../protocol/view-layout.js';

/** The groups of a view by the row numbers of the binary form; each is looked up by its codes once. */
export class NumberedGroups<Group> {
  readonly #by: readonly Grouping[];
  readonly #find: (codes: readonly (string | null)[]) => Group;
  #names: readonly GroupNames[] = [];
  #groups: Group[] = [];

  /** @param find gives the group of codes in the order of `by` */
  constructor(by: readonly Grouping[], find: (codes: readonly (string | null)[]) => Group) {
    this.#by = by;
    this.#find = find;
  }

  /** To be called when a group is one no more. */
  clear(): void {
    this.#groups = [];
  }

  /** Takes the names that row numbers are of from now on. */
  name(names: readonly GroupNames[]): void {
    if (names !== this.#names) this.clear();
    this.#names = names;
  }

  at(row: number): Group {
    return (this.#groups[row] ??= this.#find(this.#codesOf(row)));
  }

  #codesOf(row: number): (string | null)[] {
    const flows = rowsPerGroup(this.#by);
    const names = this.#names[Math.floor(row / flows)]!;
    let next = 0;
    return this.#by.map((grouping) => (grouping === 'flow' ? FLOWS[row % flows]! : (names[next++] ?? null)));
  }
}
