import { median, type BenchLine } from './bench-line.js';

/** Lines as a table: median and spread of each contestant, and ours as a multiple of each peer. */
export function formatTable(lines: readonly BenchLine[]): string {
  return lines.map(formatLine).join('\n');
}

function formatLine(line: BenchLine): string {
  const ours = median(line.contestants[0]!.rounds);
  const rows = line.contestants.map(({ name, rounds }, index) => {
    const middle = median(rounds);
    const spread = `${digits(Math.min(...rounds))} – ${digits(Math.max(...rounds))}`;
    return [name, digits(middle), spread, index === 0 ? '' : `${digits(ours / middle)} ×`];
  });
  const table = [['', `median, ${line.unit}`, 'spread', 'ours is'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const text = table.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '));
  return [line.what, ...text, ...line.notes.map((note) => `(${note})`), ''].join('\n');
}

/** Three significant digits: more is noise on a shared machine. */
function digits(value: number): string {
  return Number(value.toPrecision(3)).toString();
}
