import type { Bucket } from './buckets.js';
import { csvWithProvenance, localIso } from './csv-with-provenance.js';
import { statusesOf, type ViewExport } from './view-export.js';

/** A snapshot as CSV: the view's columns, buckets as ISO 8601 local times, then the status and provenance of each row. */
export function viewToCsv(view: ViewExport, bucket: Bucket): string {
  const { timeline } = view;
  const statuses = statusesOf(view, bucket);
  const lines = view.rows.map(([start, ...cells], row) => {
    const when = typeof start === 'number' ? localIso(start, timeline) : '';
    return [when, ...cells, statuses[row]!];
  });
  return csvWithProvenance([...view.columns, 'status'], lines, timeline, view.asOf);
}
