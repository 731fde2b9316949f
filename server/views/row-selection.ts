import { dimensionOf, levelOf, type Dimension, type Grouping } from '../../protocol/dimensions.js';
import type { View } from '../../protocol/view.js';
import { EXPORT, IMPORT, type Dictionaries, type RecordBatch } from '../records/record-batch.js';

/** A dimension whose codes are dictionary entries; flow is not one. */
export type CodedDimension = Exclude<Dimension, 'flow'>;

/** Decides which rows of a batch a view counts. */
export class RowFilter {
  readonly #flows: readonly [boolean, boolean];
  readonly #masks: CodeMask[];

  constructor(where: View['where'], dictionaries: Dictionaries) {
    const flows = where.flow;
    this.#flows = [flows?.includes('import') ?? true, flows?.includes('export') ?? true];
    this.#masks = codedDimensions(where).map(
      (dimension) => new CodeMask(dimension, where[dimension]!, dictionaries),
    );
  }

  /** Whether every row is counted, so that no row need be looked at. */
  get isOpen(): boolean {
    return this.#masks.length === 0 && this.#flows[IMPORT] && this.#flows[EXPORT];
  }

  /** Whether rows summed per flow, without any other dimension, are enough to decide. */
  get needsOnlyFlow(): boolean {
    return this.#masks.length === 0;
  }

  accepts(batch: RecordBatch, row: number): boolean {
    if (!this.#flows[batch.flow[row]!]) return false;
    for (const mask of this.#masks) if (!mask.accepts(batch, row)) return false;
    return true;
  }
}

function codedDimensions(where: View['where']): CodedDimension[] {
  const dimensions = Object.keys(where) as Dimension[];
  return dimensions.filter((dimension): dimension is CodedDimension => dimension !== 'flow');
}

/** Which codes of one dimension are wanted; a new code is looked at once, when it first comes. */
class CodeMask {
  readonly #dimension: CodedDimension;
  readonly #wanted: readonly string[];
  readonly #dictionaries: Dictionaries;
  #mask = new Uint8Array(0);

  constructor(dimension: CodedDimension, wanted: readonly string[], dictionaries: Dictionaries) {
    this.#dimension = dimension;
    this.#wanted = wanted;
    this.#dictionaries = dictionaries;
  }

  accepts(batch: RecordBatch, row: number): boolean {
    const code = batch[this.#dimension][row]!;
    if (code >= this.#mask.length) this.#extend();
    return this.#mask[code] === 1;
  }

  #extend(): void {
    const dictionary = this.#dictionaries[this.#dimension];
    this.#mask = Uint8Array.from({ length: dictionary.size }, (_, index) =>
      isWanted(this.#dimension, dictionary.code(index), this.#wanted) ? 1 : 0,
    );
  }
}

/** Whether a code is asked for: HS codes match by prefix, all others as a whole. */
export function isWanted(dimension: CodedDimension, code: string | null, wanted: readonly string[]): boolean {
  if (code === null) return false;
  if (dimension === 'commodity') return wanted.some((prefix) => code.startsWith(prefix));
  return wanted.includes(code);
}

/** Names of a group, one per grouping of the view other than flow; null: not reported. */
export type GroupNames = readonly (string | null)[];

/** Gives every combination of the view's dimensions a small number, in order of first appearance. */
export class GroupIndex {
  readonly #columns: GroupColumn[];
  readonly #names: GroupNames[] = [];
  readonly #groups = new Map<number, number>();

  constructor(by: readonly Grouping[], dictionaries: Dictionaries) {
    const coded = by.filter((grouping) => dimensionOf(grouping) !== 'flow');
    this.#columns = coded.map((grouping) => new GroupColumn(grouping, dictionaries));
    if (this.#columns.length === 0) this.#names.push([]);
  }

  get size(): number {
    return this.#names.length;
  }

  /** Whether rows without any dimension but flow are enough to group by. */
  get needsOnlyFlow(): boolean {
    return this.#columns.length === 0;
  }

  names(group: number): GroupNames {
    return this.#names[group]!;
  }

  /** Group of a row of a batch. */
  groupOf(batch: RecordBatch, row: number): number {
    const [first, second] = this.#columns;
    if (first === undefined) return 0;
    return this.#groupAt(first.indexOf(batch, row), second === undefined ? 0 : second.indexOf(batch, row));
  }

  /** Group of the codes of the view's dimensions other than flow, in the view's order. */
  groupOfCodes(codes: GroupNames): number {
    const [first, second] = this.#columns;
    if (first === undefined) return 0;
    return this.#groupAt(first.fold(codes[0]!), second === undefined ? 0 : second.fold(codes[1]!));
  }

  #groupAt(a: number, b: number): number {
    // Columns hold at most 2^16 codes each, so the pair fits a double exactly.
    const key = a * 65_536 + b;
    return this.#groups.get(key) ?? this.#create(key, a, b);
  }

  #create(key: number, a: number, b: number): number {
    const group = this.#names.length;
    const [first, second] = this.#columns;
    this.#names.push(second === undefined ? [first!.name(a)] : [first!.name(a), second.name(b)]);
    this.#groups.set(key, group);
    return group;
  }
}

/** One dimension of a group: folds the codes of the dictionary to the level that the view groups by. */
class GroupColumn {
  readonly #dimension: CodedDimension;
  readonly #level: number;
  readonly #dictionaries: Dictionaries;
  readonly #names: (string | null)[] = [];
  readonly #indices = new Map<string | null, number>();
  #folded = new Uint16Array(0);

  constructor(grouping: Grouping, dictionaries: Dictionaries) {
    this.#dimension = dimensionOf(grouping) as CodedDimension;
    this.#level = levelOf(grouping);
    this.#dictionaries = dictionaries;
  }

  indexOf(batch: RecordBatch, row: number): number {
    const code = batch[this.#dimension][row]!;
    if (code >= this.#folded.length) this.#extend();
    return this.#folded[code]!;
  }

  name(index: number): string | null {
    return this.#names[index]!;
  }

  #extend(): void {
    const dictionary = this.#dictionaries[this.#dimension];
    this.#folded = Uint16Array.from({ length: dictionary.size }, (_, code) =>
      this.fold(dictionary.code(code)),
    );
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
