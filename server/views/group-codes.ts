import type { RowSink } from './row-sink.js';

/**
 * The numbers by which the binary form names a view's groups, given in the order in which they are first told of. Which of
 * them a viewer knows is told by the tick up to which it has the view, so that frames can be shared.
 */
export class GroupCodes {
  readonly #codes = new Map<number, number>();
  readonly #groups: number[] = [];
  /** Tick in which each was given, ascending. */
  readonly #seqs: number[] = [];

  get size(): number {
    return this.#groups.length;
  }

  /** Code of a group that has one. */
  codeOf(group: number): number {
    return this.#codes.get(group)!;
  }

  /** How many had been given in tick `seq`. */
  knownAt(seq: number): number {
    let known = this.#seqs.length;
    while (known > 0 && this.#seqs[known - 1]! > seq) known--;
    return known;
  }

  /** Groups from a code on, in the order of their codes. */
  groupsFrom(code: number): readonly number[] {
    return this.#groups.slice(code);
  }

  /** Gives codes to groups that have none, in tick `seq`. */
  add(groups: readonly number[], seq: number): void {
    for (const group of groups) {
      if (this.#codes.has(group)) continue;
      this.#codes.set(group, this.#groups.length);
      this.#groups.push(group);
      this.#seqs.push(seq);
    }
  }
}

/** The groups of the rows that it is given. */
export class GroupCollector implements RowSink {
  readonly #groups = new Set<number>();

  bucket(): void {}

  row(group: number): void {
    this.#groups.add(group);
  }

  cells(): void {}

  /** Ascending, so that rows come in the order of their codes as far as they can. */
  sorted(): number[] {
    return [...this.#groups].sort((a, b) => a - b);
  }
}
