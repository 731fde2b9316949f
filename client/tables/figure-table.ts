import { dimensionOf, OTHER_GROUP } from '../../protocol/dimensions.js';
import { measureDefinition } from '../../protocol/measures.js';
import { columnFormatter, type AxisFormatter } from '../format/axis-formatter.js';
import { formatPeriod } from '../format/format-period.js';
import type { Lang } from '../locales/lang.js';
import { elementsMessage } from '../locales/elements-message.js';
import { message } from '../locales/message.js';
import { figureRows, type FigureColumn, type FigureRow } from './figure-rows.js';
import type { Figures } from './figures.js';
import { measureName } from '../locales/measure-name.js';
import { compareCells, MAX_ROWS, type TableColumn, type TableModel, type TableOrder } from './table-model.js';

/** Figures as a table, newest and largest first. */
export function figureTable(figures: Figures, lang: Lang, order?: TableOrder): TableModel {
  const { groupings, columns, rows } = figureRows(figures);
  const data = figures.views[0]!;
  const isDated = data.view.bucket !== 'all';
  const { time, watermark } = figures.timeline.clock;
  const closed = data.closedBuckets(Math.min(time, watermark));
  const openFrom = data.times[closed] ?? Infinity;
  const formats = columns.map((column, place) => formatOf(column, rows, place, figures, lang));
  const shown = ordered(rows, order, isDated ? 1 : 0, figures, groupings).slice(0, MAX_ROWS);
  return {
    count: rows.length,
    columns: [
      ...(isDated ? [elementsMessage(lang, 'table.period')] : []).map(nameColumn),
      ...groupings.map((grouping) => nameColumn(message(lang, `dimension.${dimensionOf(grouping)}`))),
      ...columns.map((column, place) => figureColumn(column, formats[place]!, lang)),
    ],
    rows: shown.map((row) => ({
      isRevised: row.isRevised,
      isOpen: row.start !== null && row.start >= openFrom,
      cells: [
        ...(isDated ? [periodOf(row, figures, lang)] : []),
        ...row.codes.map((code, place) => figures.nameOf(code, groupings[place]!)),
        ...row.cells.map((cell, place) => formats[place]!.format(cell)),
      ],
    })),
  };
}

function nameColumn(title: string): TableColumn {
  return { title, isFigure: false };
}

function figureColumn({ measure, flow }: FigureColumn, { unit }: AxisFormatter, lang: Lang): TableColumn {
  const name = measureName(lang, measure);
  const whose =
    flow === null
      ? name
      : elementsMessage(lang, 'table.ofFlow', { measure: name, flow: message(lang, `flow.${flow}`) });
  if (unit === '') return { title: whose, isFigure: true };
  return { title: lang === 'zh-CN' ? `${whose}（${unit}）` : `${whose}, ${unit}`, isFigure: true };
}

function periodOf({ start }: FigureRow, { views }: Figures, lang: Lang): string {
  const { view, offsetMs } = views[0]!;
  return formatPeriod(view.bucket, start, { lang, utcOffsetMs: offsetMs });
}

function formatOf(
  { measure }: FigureColumn,
  rows: readonly FigureRow[],
  place: number,
  { timeline }: Figures,
  lang: Lang,
): AxisFormatter {
  // What is folded together may be larger than all else, and would cost the others their decimals.
  const own = rows.filter(({ codes }) => !codes.includes(OTHER_GROUP));
  const largest = own.reduce((most, { cells }) => Math.max(most, Math.abs(cells[place] ?? 0)), 0);
  return columnFormatter(measureDefinition(measure).kind, largest, lang, timeline.currency);
}

/** By what a column has, unknown figures last either way. */
function ordered(
  rows: readonly FigureRow[],
  order: TableOrder | undefined,
  dates: number,
  { nameOf }: Figures,
  groupings: ReturnType<typeof figureRows>['groupings'],
): FigureRow[] {
  if (order === undefined) return [...rows];
  const sign = order.isDescending ? -1 : 1;
  const place = order.column - dates;
  const valueOf = ({ start, codes, cells }: FigureRow): number | string | null => {
    if (place < 0) return start;
    return place < groupings.length
      ? nameOf(codes[place]!, groupings[place]!)
      : cells[place - groupings.length]!;
  };
  return [...rows].sort((a, b) => compareCells(valueOf(a), valueOf(b), sign));
}
