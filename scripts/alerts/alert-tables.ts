import type { Detection } from './detection.js';
import type { QuietYear } from './false-alarms.js';

/** False alarms by year, as Markdown that reads as well on a terminal. */
export function falseAlarmTable(years: readonly QuietYear[]): string {
  const rows = years.map(({ seed, year, judged, z, alarms, aroundNewYear }) =>
    [seed, year, judged, z.toFixed(2), alarms, aroundNewYear].map(String),
  );
  return table(['seed', 'year', 'series', 'z', 'alarms', 'around New Year'], rows);
}

/** Share found by size and duration, with the median of how long it took. */
export function detectionTable(found: readonly Detection[], unit: string): string {
  const durations = [...new Set(found.map(({ units }) => units))];
  const sizes = [...new Set(found.map(({ change }) => change))];
  const rows = sizes.map((size) => [
    `${size > 0 ? '+' : '−'}${Math.round(Math.abs(size) * 100)} %`,
    ...durations.map((units) => cellOf(found.find((one) => one.change === size && one.units === units)!)),
  ]);
  return table(['change', ...durations.map((units) => `${units} ${unit}`)], rows);
}

function cellOf({ trials, found, delays }: Detection): string {
  const share = `${Math.round((100 * found) / trials)} %`;
  return delays.length === 0 ? share : `${share} · ${median(delays)}`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join(
    '\n',
  );
}
