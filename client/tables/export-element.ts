import { csvWithProvenance } from '../../protocol/csv-with-provenance.js';
import { figuresToCsv, figuresToJson } from './export-figures.js';
import type { ExportedRows, ExportedState } from './exported.js';
import type { TableSource } from './table-of.js';

/** Whatever an element may have to export. */
export type ElementExport = TableSource | ExportedState;

/** What an element shows as CSV, on every row what kind of figures these are. */
export function exportToCsv(shown: ElementExport): string {
  if ('views' in shown) return figuresToCsv(shown);
  const { columns, rows } = rowsOf(shown);
  return csvWithProvenance(columns, rows, shown.timeline, shown.timeline.clock.time);
}

/** What an element shows as JSON, under its title; figures in the form of `GET /api/view`. */
export function exportToJson(shown: ElementExport): string {
  if ('views' in shown) return figuresToJson(shown);
  const { title, timeline } = shown;
  return JSON.stringify({ title, timeline, asOf: timeline.clock.time, ...rowsOf(shown) }, null, 2);
}

function rowsOf(shown: ExportedRows | ExportedState): Pick<ExportedRows, 'columns' | 'rows'> {
  if ('rows' in shown) return { columns: shown.columns, rows: shown.rows };
  const { clock } = shown.timeline;
  return { columns: ['state', 'clock', 'speed'], rows: [[shown.state, clock.state, clock.speed]] };
}
