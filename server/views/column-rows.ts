import { bucketsBetween } from '../../protocol/buckets.js';
import type { UpdateWriter } from '../../protocol/column-update.js';
import type { Measure } from '../../protocol/measures.js';
import type { RowSetWriter } from '../../protocol/row-set.js';
import type { CellGrid } from './cell-table.js';
import type { Bases } from './derived-cells.js';
import { SUM_SIZE } from './exact-sum.js';
import type { GroupCodes } from './group-codes.js';
import type { MeasureCells } from './measure-cells.js';
import type { RowSink } from './row-sink.js';
import { REAL, UNKNOWN, type RowFlow, type RowSums } from './row-sums.js';

/** Of which view the rows are, and how they are numbered. */
export interface ColumnOrigins {
  readonly grid: CellGrid;
  readonly measures: readonly Measure[];
  readonly cells: MeasureCells;
  readonly codes: GroupCodes;
  readonly rowsPerGroup: 1 | 2;
  /** Start of the newest bucket of the window. */
  readonly newest: number;
}

/** Reused for every cell: nothing else runs between its writing and its reading. */
const cell = new Float64Array(SUM_SIZE);

/** Rows as the binary form has them: straight from the sums into columns. */
export class ColumnRows implements RowSink {
  readonly #origins: ColumnOrigins;
  readonly #rows: RowSetWriter;
  readonly #columns: UpdateWriter['columns'];

  /** @param rows where the rows go, those of the update or those that became revised */
  constructor(origins: ColumnOrigins, rows: RowSetWriter, columns: UpdateWriter['columns']) {
    this.#origins = origins;
    this.#rows = rows;
    this.#columns = columns;
  }

  bucket(start: number): void {
    const { grid, newest } = this.#origins;
    this.#rows.bucket(bucketsBetween(grid.bucket, start, newest, grid.utcOffsetMs));
  }

  row(group: number, flow: RowFlow): void {
    const { codes, rowsPerGroup } = this.#origins;
    this.#rows.row(codes.codeOf(group) * rowsPerGroup + (flow ?? 0));
  }

  cells(flow: RowFlow, sums: RowSums, bases: Bases): void {
    const { measures, cells } = this.#origins;
    for (let index = 0; index < measures.length; index++) {
      const column = this.#columns[index]!;
      const kind = cells.read(measures[index]!, flow, sums, bases, cell);
      if (kind === UNKNOWN) column.pushNull();
      else if (kind === REAL) column.pushReal(cell[0]!);
      else column.pushWhole(cell[0]!, cell[1]!);
    }
  }
}
