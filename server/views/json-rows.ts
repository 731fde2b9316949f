import { OTHER_GROUP } from '../../protocol/dimensions.js';
import type { Cell } from '../../protocol/server-messages.js';
import type { View } from '../../protocol/view.js';
import { EXPORT } from '../records/record-batch.js';
import type { Bases } from './derived-cells.js';
import type { MeasureCells } from './measure-cells.js';
import { OTHER, type RowSink } from './row-sink.js';
import type { GroupIndex, GroupNames } from './row-selection.js';
import type { RowFlow, RowSums } from './row-sums.js';

/** Rows as the JSON form has them: bucket, groups and measures of each in a list. */
export class JsonRows implements RowSink {
  readonly rows: Cell[][] = [];
  readonly #view: View;
  readonly #groups: GroupIndex;
  readonly #measures: MeasureCells;
  readonly #otherNames: GroupNames;
  #start: number | null = null;
  #row: Cell[] = [];

  constructor(view: View, groups: GroupIndex, measures: MeasureCells) {
    this.#view = view;
    this.#groups = groups;
    this.#measures = measures;
    this.#otherNames = view.by.map(() => OTHER_GROUP);
  }

  bucket(start: number): void {
    this.#start = this.#view.bucket === 'all' ? null : start;
  }

  row(group: number, flow: RowFlow): void {
    const names = group === OTHER ? this.#otherNames : this.#groups.names(group);
    const row: Cell[] = [this.#start];
    let next = 0;
    for (const grouping of this.#view.by) {
      if (grouping === 'flow') row.push(flow === EXPORT ? 'export' : 'import');
      else row.push(names[next++]!);
    }
    this.#row = row;
    this.rows.push(row);
  }

  cells(flow: RowFlow, sums: RowSums, bases: Bases): void {
    for (const measure of this.#view.measures)
      this.#row.push(this.#measures.cell(measure, flow, sums, bases));
  }
}
