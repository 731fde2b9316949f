import { simulatedRecords } from '../../server/recording/simulated-records.js';

const HOUR = 3_600_000;

/** Lines as a customs system sends them: a day of the simulation from 5 November 2025, and on until there are enough. */
export function recordLines(count: number): string[] {
  const lines: string[] = [];
  for (let hour = Date.UTC(2025, 10, 5); lines.length < count; hour += HOUR)
    for (const text of simulatedRecords(42, hour, hour + HOUR)) lines.push(...text.trimEnd().split('\n'));
  return lines.slice(0, count);
}

/** User and system time of this process, ms. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
