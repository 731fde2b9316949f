import type { FlowTotals, ImportReport } from '../store/import-report.js';

/** An import's report as a statistician reads it, one fact a line. */
export function describeReport(report: ImportReport): string {
  const facts: [string, string][] = [
    ['format', `${report.format}, ${report.encoding}`],
    [
      'dataset',
      report.unchanged ? `${report.dataset} (holds this file already; nothing was done)` : report.dataset,
    ],
    ['title', `${report.title}, from ${report.source}`],
    ['rows', `${report.rows} read, ${report.kept} records kept`],
    ...Object.entries(report.skippedDetail).map(([reason, { rows, firstLine }]): [string, string] => [
      'skipped',
      `${rows} ${reason}, first at line ${firstLine}`,
    ]),
    [
      'span',
      report.span === null ? 'none' : `${report.span.from} to ${report.span.to}, by ${report.frequency}`,
    ],
    ['currency', report.currency ?? 'none'],
    [
      'valuation',
      `exports ${report.valuation.export ?? 'not said'}, imports ${report.valuation.import ?? 'not said'}`,
    ],
    ...(['import', 'export'] as const).flatMap((flow) => totalsLine(flow, report.totals[flow])),
    ...report.gaps.map((gap): [string, string] => ['gap', gap]),
    ...report.guessed.map((guess): [string, string] => ['guessed', guess]),
    ...report.notes.map((note): [string, string] => ['note', note]),
  ];
  const lines = facts.map(([name, text]) => `  ${name.padEnd(10)}${text}\n`);
  return `${report.file}\n${lines.join('')}`;
}

function totalsLine(flow: string, totals: FlowTotals | undefined): [string, string][] {
  if (totals === undefined) return [];
  const parts = [`${totals.records} records`];
  if (totals.netKg !== undefined) parts.push(`${totals.netKg} kg`);
  if (totals.value !== undefined) parts.push(`value ${totals.value}`);
  if (totals.valueWithoutWeight !== undefined)
    parts.push(`of which without weight ${totals.valueWithoutWeight}`);
  return [[`${flow}s`, parts.join(', ')]];
}
