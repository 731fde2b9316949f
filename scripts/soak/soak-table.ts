import type { Growth, SoakResult } from './judge-soak.js';

/** The result as Markdown that reads as well on a terminal. */
export function soakTable({ plan, samples, growths, lateLongTasks }: SoakResult): string {
  const minutes = samples.at(-1)!.atS / 60;
  const longest = Math.max(0, ...lateLongTasks.map(({ ms }) => ms));
  return [
    `### ${plan.name}: ${samples.length} samples in ${minutes.toFixed(1)} minutes, ${plan.speed} times as fast as the clock`,
    '',
    '| | first third | last third | growth per hour | |',
    '| --- | --- | --- | --- | --- |',
    ...growths.map(rowOf),
    '',
    `- after the first minute; median of each third, growth as the median of the slopes between any two samples`,
    `- long tasks after the first minute: ${lateLongTasks.length}, the longest of ${longest.toFixed(0)} ms`,
  ].join('\n');
}

function rowOf({ what, unit, first, last, perHour, isFlat }: Growth): string {
  const digits = unit === '' ? 0 : 2;
  const cells = [first, last, perHour].map((value) => `${value.toFixed(digits)} ${unit}`.trim());
  return `| ${[what, ...cells, isFlat ? 'flat' : 'GROWS'].join(' | ')} |`;
}
