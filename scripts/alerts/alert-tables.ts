import type { Tally } from './detection-tally.js';
import { perYear, type QuietYear } from './false-alarms.js';
import type { TradeOff } from './trade-off.js';

/** False alarms by year, as Markdown that reads as well on a terminal. */
export function falseAlarmTable(years: readonly QuietYear[]): string {
  const rows = years.map(({ seed, year, judged, z, alarms, aroundNewYear }) =>
    [seed, year, judged, z.toFixed(2), alarms, aroundNewYear].map(String),
  );
  return table(['seed', 'year', 'series', 'z', 'alarms', 'around New Year'], rows);
}

/** Share found by size and duration, with the median of how long it took. */
export function detectionTable(tallies: readonly Tally[], unit: string): string {
  const durations = [...new Set(tallies.map(({ planted }) => planted.units))];
  const sizes = [...new Set(tallies.map(({ planted }) => planted.change))];
  const cellOf = (size: number, units: number): string => {
    const tally = tallies.find(({ planted }) => planted.change === size && planted.units === units)!;
    return tally.medianDelay === null ? shareOf(tally) : `${shareOf(tally)} · ${tally.medianDelay}`;
  };
  const rows = sizes.map((size) => [sizeOf(size), ...durations.map((units) => cellOf(size, units))]);
  return table(['change', ...durations.map((units) => `${units} ${unit}`)], rows);
}

/** What is found for how many false alarms. */
export function tradeOffTable(tradeOffs: readonly TradeOff[]): string {
  const sizes = tradeOffs[0]!.tallies.map(({ planted }) => sizeOf(planted.change));
  const rows = tradeOffs.map(({ aim, years, tallies }) => [
    String(aim),
    perYear(years, 'alarms').toFixed(1),
    perYear(years, 'aroundNewYear').toFixed(1),
    ...tallies.map(shareOf),
  ]);
  return table(['aimed at', 'false alarms', 'around New Year', ...sizes], rows);
}

function shareOf({ trials, found }: Tally): string {
  return `${Math.round((100 * found) / trials)} %`;
}

function sizeOf(change: number): string {
  return `${change > 0 ? '+' : '−'}${Math.round(Math.abs(change) * 100)} %`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join(
    '\n',
  );
}
