import { judge, median, type BenchLine, type Contestant } from './bench-line.js';

/**
 * A line as Markdown that reads as well on a terminal: median and spread of each contestant, ours as a multiple of each
 * peer, and whether the goals are met.
 */
export function formatLine(line: BenchLine): string {
  const ours = median(line.contestants[0]!.rounds);
  const rows = line.contestants.map((contestant, index) => [
    contestant.name,
    ...figuresOf(contestant),
    index === 0 ? '' : ratio(ours, contestant),
  ]);
  const verdicts = judge(line).map(({ peer, atMost, reached, isMet }) => {
    const unit = peer === undefined ? ` ${line.unit}` : ` × ${peer}`;
    return `Goal: at most ${digits(atMost)}${unit}. ${isMet ? 'Met' : 'Not met'}: ${digits(reached)}.`;
  });
  return [
    `### ${line.what}`,
    '',
    ...alignedTable([['', `median, ${line.unit}`, 'spread', 'ours is'], ...rows]),
    '',
    ...[...verdicts, ...line.notes].map((note) => `- ${note}`),
    '',
  ].join('\n');
}

function figuresOf({ rounds, missing }: Contestant): [string, string] {
  if (rounds.length === 0) return ['—', missing ?? 'not measured'];
  return [digits(median(rounds)), `${digits(Math.min(...rounds))} – ${digits(Math.max(...rounds))}`];
}

/** Nothing beside a peer that was not measured, or came to nothing. */
function ratio(ours: number, { rounds }: Contestant): string {
  const theirs = rounds.length === 0 ? 0 : median(rounds);
  return theirs === 0 ? '' : `${digits(ours / theirs)} ×`;
}

function alignedTable(table: readonly string[][]): string[] {
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const text = table.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [text[0]!, rule, ...text.slice(1)];
}

/** Three significant digits: more is noise on a shared machine. */
function digits(value: number): string {
  return Number(value.toPrecision(3)).toString();
}
