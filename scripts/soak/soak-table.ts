import { isOwn, type Growth, type SoakResult } from './judge-soak.js';
import type { LongTask } from './run-soak.js';

/** The result as Markdown that reads as well on a terminal. */
export function soakTable(result: SoakResult): string {
  const { plan, samples, growths, lateLongTasks, cores, load } = result;
  const minutes = samples.at(-1)!.atS / 60;
  const own = lateLongTasks.filter(isOwn);
  return [
    `### ${plan.name}${plan.isControl ? ', with a leak planted' : ''}: ${samples.length} samples in ${minutes.toFixed(1)} minutes, ${plan.speed} times as fast as the clock`,
    '',
    '| | first | last | growth in 30 days | by | 95 % confidence | allowed | |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...growths.map(rowOf),
    '',
    `- after the first ${plan.fillS} s; Theil–Sen slope of what is held after a forced collection, by turns of 30 s each or by the time that the server tells`,
    `- besides, what the page has of its scripts, compiled as far as it is worth it: ${samples.map(({ compiledMb }) => compiledMb.toFixed(1)).join(', ')} MB`,
    `- ${cores} cores, load up to ${load.toFixed(1)}`,
    `- tasks of more than 50 ms after the first ${plan.settleS} s: ${lateLongTasks.length}, the longest of ${longestOf(lateLongTasks).toFixed(0)} ms; more than 50 ms of a processor: ${own.length}`,
    ...own.map(lineOf),
  ].join('\n');
}

function rowOf({ what, unit, per, first, last, usual, least, most, allowed, verdict }: Growth): string {
  const digits = unit === '' ? 0 : 2;
  const text = (value: number): string => `${value.toFixed(digits)} ${unit}`.trim();
  const cells = [text(first), text(last), text(usual), per, `${text(least)} to ${text(most)}`, text(allowed)];
  return `| ${[what, ...cells, verdict === 'flat' ? 'flat' : verdict.toUpperCase()].join(' | ')} |`;
}

function longestOf(tasks: readonly LongTask[]): number {
  return Math.max(0, ...tasks.map(({ ms }) => ms));
}

function lineOf({ atS, ms, cpuMs, waitMs, page, spentOn }: LongTask): string {
  const of = spentOn.slice(0, 3).map((part) => `${part.what} ${part.ms} ms`);
  const share = cpuMs === null ? '' : `, ${cpuMs.toFixed(0)} of a processor, ${waitMs!.toFixed(0)} waiting`;
  return `  - ${atS.toFixed(0)} s, ${page}: ${ms.toFixed(0)} ms${share}: ${of.length === 0 ? 'no script' : of.join('; ')}`;
}
