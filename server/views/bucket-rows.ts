import { ChangeLog } from './change-log.js';
import { addFlowSums, FLOW_SUMS_SIZE } from './flow-sums.js';

/** Doubles that one row, a bucket's group, takes: import's sums, then export's. */
export const ROW_SIZE = 2 * FLOW_SUMS_SIZE;

/** Adds a row, both flows of it, or takes it away. */
export function addRow(
  sums: Float64Array,
  offset: number,
  from: Float64Array,
  fromOffset: number,
  sign: 1 | -1 = 1,
): void {
  addFlowSums(sums, offset, from, fromOffset, sign);
  addFlowSums(sums, offset + FLOW_SUMS_SIZE, from, fromOffset + FLOW_SUMS_SIZE, sign);
}

/** The sums of one bucket, a row per group; the row in slot `s` has its sums at `s · ROW_SIZE`. */
export interface BucketRows {
  readonly start: number;
  readonly end: number;
  /** Tick that last changed any row. */
  readonly seq: number;
  /** Tick that last brought a figure in place of one published before; 0 where none was. */
  readonly revisedSeq: number;
  /** Whether a record that was counted here was withdrawn or revised: rows that had some may have none any more. */
  readonly tookBack: boolean;
  readonly slots: number;
  readonly sums: Float64Array;
  groupAt(slot: number): number;
  /** Tick that last changed the slot's row; 0 where its group has no record in this bucket. */
  seqAt(slot: number): number;
  /** Tick that last brought a figure of the slot's row in place of one published before, imports' or exports'; 0: none did. */
  revisedAt(slot: number, flow: 0 | 1): number;
  /** Slots whose rows changed after tick `since`, ascending; undefined where all are to be looked at. */
  changedSlots(since: number): readonly number[] | undefined;
  /** Slot of the group's row; undefined where it has no record in this bucket. */
  slotOf(group: number): number | undefined;
}

/** So few rows are looked through as quickly as their changes are noted. */
const LOOKED_THROUGH = 16;

/** Where more than one row in so many changes in a tick, looking through all is quicker too. */
const NOTED_SHARE = 8;

/** Rows that change: a slot for every group, so that a record finds its row at once. */
export class BucketCells implements BucketRows {
  readonly start: number;
  readonly end: number;
  seq = 0;
  revisedSeq = 0;
  tookBack = false;
  sums: Float64Array;
  #rowSeq: Float64Array;
  /** Of more rows than are looked through, those changed one by one; undefined before the first. */
  #changes: ChangeLog | undefined;
  /** Tick that last changed so many rows that all are to be looked at. */
  #allSeq = 0;
  /** By group and flow; undefined before the first, for most buckets have none. */
  #revised: Map<number, number> | undefined;
  readonly #onChange: ((start: number, seq: number) => void) | undefined;

  /** @param onChange called once for each tick that changes any row */
  constructor(start: number, end: number, groups: number, onChange?: (start: number, seq: number) => void) {
    this.start = start;
    this.end = end;
    this.#onChange = onChange;
    this.#rowSeq = new Float64Array(groups);
    this.sums = new Float64Array(groups * ROW_SIZE);
  }

  get slots(): number {
    return this.#rowSeq.length;
  }

  groupAt(slot: number): number {
    return slot;
  }

  seqAt(slot: number): number {
    return this.#rowSeq[slot]!;
  }

  revisedAt(slot: number, flow: 0 | 1): number {
    return this.#revised?.get(2 * slot + flow) ?? 0;
  }

  /** Notes that what tick `seq` brought in for a group and flow is in place of a figure published before. */
  noteRevision(group: number, flow: number, seq: number): void {
    this.revisedSeq = seq;
    this.#revised ??= new Map();
    this.#revised.set(2 * group + flow, seq);
  }

  changedSlots(since: number): readonly number[] | undefined {
    const isLookedThrough = since === 0 || this.slots <= LOOKED_THROUGH || this.#allSeq > since;
    return isLookedThrough ? undefined : (this.#changes?.since(since) ?? []);
  }

  slotOf(group: number): number | undefined {
    return (this.#rowSeq[group] ?? 0) > 0 ? group : undefined;
  }

  /** Marks the group's row as changed by tick `seq` and returns where its sums start. */
  touch(group: number, seq: number): number {
    if (group >= this.#rowSeq.length) this.#grow(group + 1);
    if (this.#rowSeq[group] !== seq) this.#note(group, seq);
    return group * ROW_SIZE;
  }

  #note(group: number, seq: number): void {
    this.#rowSeq[group] = seq;
    this.#noteBucket(seq);
    if (this.slots > LOOKED_THROUGH && this.#allSeq !== seq) this.#noteRow(group, seq);
  }

  #noteRow(group: number, seq: number): void {
    const changes = (this.#changes ??= new ChangeLog());
    changes.note(group, seq);
    if (changes.newest * NOTED_SHARE <= this.slots) return;
    this.#allSeq = seq;
    changes.clear();
  }

  #noteBucket(seq: number): void {
    if (this.seq === seq) return;
    this.seq = seq;
    this.#onChange?.(this.start, seq);
  }

  /** Takes over later rows of the same bucket, which have all the groups that these have, as changed by tick `seq`. */
  take({ groups, sums }: FrozenRows, seq: number): void {
    const size = (groups.at(-1) ?? -1) + 1;
    if (size > this.#rowSeq.length) this.#grow(size);
    this.#allSeq = seq;
    this.#noteBucket(seq);
    // With no group missing, slots are groups, and the copy is one.
    if (groups.length === size) {
      this.#rowSeq.fill(seq, 0, size);
      this.sums.set(sums);
      return;
    }
    for (let index = 0; index < groups.length; index++) {
      const row = sums.subarray(index * ROW_SIZE, (index + 1) * ROW_SIZE);
      this.sums.set(row, this.touch(groups[index]!, seq));
    }
  }

  /** Adds all rows of another bucket to those of the same groups, or takes them away, as changed by tick 1. */
  addAll(from: BucketRows, sign: 1 | -1 = 1): void {
    for (let slot = 0; slot < from.slots; slot++) {
      if (from.seqAt(slot) === 0) continue;
      const offset = this.touch(from.groupAt(slot), 1);
      addRow(this.sums, offset, from.sums, slot * ROW_SIZE, sign);
    }
  }

  #grow(groups: number): void {
    // What was not noted while the rows were few is as if all changed with the last of it.
    if (this.slots <= LOOKED_THROUGH) this.#allSeq = this.seq;
    const capacity = Math.max(groups, 2 * this.#rowSeq.length);
    const rowSeq = new Float64Array(capacity);
    rowSeq.set(this.#rowSeq);
    const sums = new Float64Array(capacity * ROW_SIZE);
    sums.set(this.sums);
    this.#rowSeq = rowSeq;
    this.sums = sums;
  }
}

/** Rows that never change again, without room for groups that have none: shared by all whose views hold them. */
export class FrozenRows {
  readonly start: number;
  readonly end: number;
  /** Ascending. */
  readonly groups: Uint32Array;
  readonly sums: Float64Array;

  constructor(rows: BucketRows) {
    const slots = Array.from({ length: rows.slots }, (_, slot) => slot).filter(
      (slot) => rows.seqAt(slot) > 0,
    );
    this.start = rows.start;
    this.end = rows.end;
    this.groups = Uint32Array.from(slots, (slot) => rows.groupAt(slot));
    this.sums = new Float64Array(slots.length * ROW_SIZE);
    slots.forEach((slot, index) => {
      this.sums.set(rows.sums.subarray(slot * ROW_SIZE, (slot + 1) * ROW_SIZE), index * ROW_SIZE);
    });
  }

  get bytes(): number {
    return this.groups.byteLength + this.sums.byteLength;
  }

  /** Cells that stand as these rows and can be counted on, all of them as changed by tick `seq`. */
  thaw(seq: number, onChange: (start: number, seq: number) => void): BucketCells {
    const cells = new BucketCells(this.start, this.end, (this.groups.at(-1) ?? 0) + 1, onChange);
    cells.take(this, seq);
    return cells;
  }
}

/** Frozen rows as one view has them: there since tick `seq`. */
export class FrozenBucket implements BucketRows {
  readonly rows: FrozenRows;
  readonly seq: number;
  readonly revisedSeq = 0;
  readonly tookBack = false;

  constructor(rows: FrozenRows, seq: number) {
    this.rows = rows;
    this.seq = seq;
  }

  get start(): number {
    return this.rows.start;
  }

  get end(): number {
    return this.rows.end;
  }

  get slots(): number {
    return this.rows.groups.length;
  }

  get sums(): Float64Array {
    return this.rows.sums;
  }

  groupAt(slot: number): number {
    return this.rows.groups[slot]!;
  }

  seqAt(): number {
    return this.seq;
  }

  revisedAt(): number {
    return 0;
  }

  changedSlots(): undefined {
    return undefined;
  }

  slotOf(group: number): number | undefined {
    const { groups } = this.rows;
    let [low, high] = [0, groups.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (groups[middle]! < group) low = middle + 1;
      else high = middle;
    }
    return groups[low] === group ? low : undefined;
  }
}
