import { dimensionOf, levelOf, type Grouping } from '../../protocol/dimensions.js';
import type { CodedDimension, Dictionaries, RecordBatch } from '../records/record-batch.js';

/** Names of a group, one per grouping of the view other than flow; null: not reported. */
export type GroupNames = readonly (string | null)[];

/** Pairs of codes up to which their group is looked up in a table of all: 1 MB at most for a view. */
const MOST_PAIRS = 2 ** 18;

/** Reused for every batch: nothing else runs between its writing and its reading. */
let grouped = new Uint32Array(0);

/** Gives every combination of the view's dimensions a small number, in order of first appearance. */
export class GroupIndex {
  readonly #columns: GroupColumn[];
  readonly #names: GroupNames[] = [];
  readonly #groups = new Map<number, number>();
  /** One more than the group of the pair in row a, column b; 0 where there is none yet. */
  #pairs = new Uint32Array(0);
  #pairsWidth = 0;

  constructor(by: readonly Grouping[], dictionaries: Dictionaries) {
    const coded = by.filter((grouping) => dimensionOf(grouping) !== 'flow');
    this.#columns = coded.map((grouping) => new GroupColumn(grouping, dictionaries));
    if (this.#columns.length === 0) this.#names.push([]);
  }

  get size(): number {
    return this.#names.length;
  }

  /** Dimensions other than flow that it goes by. */
  get dimensions(): CodedDimension[] {
    return this.#columns.map(({ dimension }) => dimension);
  }

  names(group: number): GroupNames {
    return this.#names[group]!;
  }

  /**
   * Groups of the rows in `rows`, or from `from` up to `to` where that is undefined, until the next batch is asked about;
   * undefined where there is but one.
   */
  groupsOf(
    batch: RecordBatch,
    rows: Uint32Array | undefined,
    from: number,
    to: number,
  ): Uint32Array | undefined {
    const [first, second] = this.#columns;
    if (first === undefined) return undefined;
    const count = rows === undefined ? to - from : rows.length;
    if (grouped.length < count) grouped = new Uint32Array(2 * count);
    first.extend();
    second?.extend();
    if (second === undefined) this.#findSingles(first, batch, rows, from, count);
    else this.#findPairs(first, second, batch, rows, from, count);
    return grouped;
  }

  #findSingles(
    column: GroupColumn,
    batch: RecordBatch,
    rows: Uint32Array | undefined,
    from: number,
    count: number,
  ): void {
    const codes = batch[column.dimension];
    const { folded } = column;
    this.#fitPairs(column.size, 1);
    const groups = this.#pairs;
    for (let index = 0; index < count; index++) {
      const a = folded[codes[rows === undefined ? from + index : rows[index]!]!]!;
      const known = groups[a]!;
      grouped[index] = known > 0 ? known - 1 : this.#groupAt(a, 0);
    }
  }

  #findPairs(
    first: GroupColumn,
    second: GroupColumn,
    batch: RecordBatch,
    rows: Uint32Array | undefined,
    from: number,
    count: number,
  ): void {
    const firstCodes = batch[first.dimension];
    const secondCodes = batch[second.dimension];
    const [firstFolded, secondFolded] = [first.folded, second.folded];
    this.#fitPairs(first.size, second.size);
    const [pairs, width] = [this.#pairs, this.#pairsWidth];
    for (let index = 0; index < count; index++) {
      const row = rows === undefined ? from + index : rows[index]!;
      const a = firstFolded[firstCodes[row]!]!;
      const b = secondFolded[secondCodes[row]!]!;
      const known = width > 0 ? pairs[a * width + b]! : 0;
      grouped[index] = known > 0 ? known - 1 : this.#groupAt(a, b);
    }
  }

  /** Makes the table hold so many rows and columns, with room to grow; of too many it is given up. */
  #fitPairs(height: number, width: number): void {
    if (width <= this.#pairsWidth && height * this.#pairsWidth <= this.#pairs.length) return;
    const isFew = height * width <= MOST_PAIRS;
    this.#pairsWidth = isFew ? powerOfTwoFrom(width) : 0;
    this.#pairs = new Uint32Array(isFew ? powerOfTwoFrom(height) * this.#pairsWidth : 0);
    for (const [key, group] of this.#groups) this.#enter(key, group);
  }

  #enter(key: number, group: number): void {
    const at = Math.floor(key / KEY_RADIX) * this.#pairsWidth + (key % KEY_RADIX);
    if (this.#pairsWidth > 0) this.#pairs[at] = group + 1;
  }

  /** Group of the codes of the view's dimensions other than flow, in the view's order. */
  groupOfCodes(codes: GroupNames): number {
    const [first, second] = this.#columns;
    if (first === undefined) return 0;
    return this.#groupAt(first.fold(codes[0]!), second === undefined ? 0 : second.fold(codes[1]!));
  }

  #groupAt(a: number, b: number): number {
    const key = a * KEY_RADIX + b;
    return this.#groups.get(key) ?? this.#create(key, a, b);
  }

  #create(key: number, a: number, b: number): number {
    const group = this.#names.length;
    const [first, second] = this.#columns;
    this.#names.push(second === undefined ? [first!.name(a)] : [first!.name(a), second.name(b)]);
    this.#groups.set(key, group);
    this.#enter(key, group);
    return group;
  }
}

/** Columns hold at most 2^16 codes each, so a pair of them fits a double exactly. */
const KEY_RADIX = 65_536;

function powerOfTwoFrom(least: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, least)));
}

/** One dimension of a group: folds the codes of the dictionary to the level that the view groups by. */
class GroupColumn {
  readonly dimension: CodedDimension;
  readonly #level: number;
  readonly #dictionaries: Dictionaries;
  readonly #names: (string | null)[] = [];
  readonly #indices = new Map<string | null, number>();
  /** By code of the dictionary; as long as that once extended. */
  folded = new Uint16Array(0);

  constructor(grouping: Grouping, dictionaries: Dictionaries) {
    this.dimension = dimensionOf(grouping) as CodedDimension;
    this.#level = levelOf(grouping);
    this.#dictionaries = dictionaries;
  }

  /** How many folded codes there are. */
  get size(): number {
    return this.#names.length;
  }

  name(index: number): string | null {
    return this.#names[index]!;
  }

  /** Looks at the codes that are new in the dictionary. */
  extend(): void {
    const dictionary = this.#dictionaries[this.dimension];
    const known = this.folded.length;
    if (known === dictionary.size) return;
    const folded = new Uint16Array(dictionary.size);
    folded.set(this.folded);
    for (let code = known; code < folded.length; code++) folded[code] = this.fold(dictionary.code(code));
    this.folded = folded;
  }

  /** Index of a code cut to the view's level. */
  fold(code: string | null): number {
    const name = code?.slice(0, this.#level) ?? null;
    const known = this.#indices.get(name);
    if (known !== undefined) return known;
    this.#indices.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }
}
