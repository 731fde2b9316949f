import { dimensionOf } from '../../protocol/dimensions.js';
import { viewToCsv } from '../../protocol/view-csv.js';
import type { ViewExport } from '../../protocol/view-export.js';
import { figureRows, type FigureColumn } from './figure-rows.js';
import type { Figures } from './figures.js';

/** The figures as CSV, in the form of the server's own: on every row what its figures have to say about themselves. */
export function figuresToCsv(figures: Figures): string {
  return viewToCsv(exportOf(figures), figures.views[0]!.view.bucket);
}

/** The figures as JSON, in the form of `GET /api/view`, with the title they are shown under and what was asked for. */
export function figuresToJson(figures: Figures): string {
  const { title, views } = figures;
  return JSON.stringify({ title, view: views[0]!.view, ...exportOf(figures) }, null, 2);
}

function exportOf(figures: Figures): ViewExport {
  const { groupings, columns, rows } = figureRows(figures);
  const { view } = figures.views[0]!;
  const revised = rows.filter(({ isRevised }) => isRevised);
  return {
    kind: 'snapshot',
    timeline: figures.timeline,
    asOf: figures.timeline.clock.time,
    window: { from: rows.at(-1)?.start ?? null, to: rows[0]?.start ?? null },
    columns: ['bucket', ...groupings.map(dimensionOf), ...columns.map(columnName)],
    rows: rows.map(({ start, codes, cells }) => [start, ...codes, ...cells]),
    ...(view.known === 'then' ? { revised: revised.map(({ start, codes }) => [start, ...codes]) } : {}),
  };
}

/** `value`, or `value.export` where the flows stand side by side. */
function columnName({ measure, flow }: FigureColumn): string {
  return flow === null ? measure : `${measure}.${flow}`;
}
