import type { DatasetInfo } from './dataset-info.js';
import type { ImportOptions } from './import-options.js';
import type { ImportReport } from './import-report.js';
import type { Recognised } from './recognise.js';

/** What is said of a dataset beside its figures. */
export type AboutDataset = Pick<DatasetInfo, 'title' | 'source' | 'valuation'>;

/** What the user says goes first, then what the dataset says already, then what is known of the format. */
export function aboutDataset(
  options: ImportOptions,
  known: AboutDataset | undefined,
  { format, reading }: Pick<Recognised, 'format' | 'reading'>,
): AboutDataset {
  const { title = format.title, source = format.source, valuation } = known ?? reading;
  return {
    title: options.title ?? title,
    source: options.source ?? source,
    valuation: { ...valuation, ...options.valuation },
  };
}

/** A report with what is said of its dataset now, and where that was learned from if not from the file. */
export function reportAbout(report: ImportReport, about: AboutDataset, options: ImportOptions): ImportReport {
  const terms = Object.entries(options.valuation ?? {}).map(([flow, term]) => `${flow}s ${term}`);
  const notes = terms.length === 0 ? [] : [`valuation: ${terms.join(', ')}, from --valuation`];
  return { ...report, ...about, notes: [...report.notes, ...notes] };
}
