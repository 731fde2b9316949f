import { readFile, rename, writeFile, open } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '../../../protocol/errors.js';
import type { LiveSettings } from './live-settings.js';
import { syncFolder } from './log-segment.js';

/** What a live timeline keeps from its beginning on. */
export interface SettledTimeline {
  readonly version: 1;
  readonly utcOffset: string;
  /** Epoch ms. */
  readonly begunAt: number;
}

/**
 * Reads what the timeline of the folder was begun with, or begins one.
 * @throws ProblemError where it was begun in another local time: its days would be others
 */
export async function readSettled(
  { folder, utcOffset }: LiveSettings,
  now: number,
): Promise<SettledTimeline> {
  const file = join(folder, 'timeline.json');
  const known = await readIfThere(file);
  if (known === undefined) return begin(folder, file, { version: 1, utcOffset, begunAt: now });
  const settled = JSON.parse(known) as SettledTimeline;
  if (settled.version !== 1)
    refuse(file, `expected version 1, got ${String(settled.version)}; it was written by a newer Tradewall`);
  if (settled.utcOffset !== utcOffset)
    refuse('--utc-offset', `the records in ${folder} have days of ${settled.utcOffset}, got ${utcOffset}`);
  return settled;
}

async function begin(folder: string, file: string, settled: SettledTimeline): Promise<SettledTimeline> {
  await writeFile(`${file}.part`, JSON.stringify(settled));
  const handle = await open(`${file}.part`, 'r+');
  await handle.sync();
  await handle.close();
  await rename(`${file}.part`, file);
  await syncFolder(folder);
  return settled;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  }
}

function refuse(field: string, problem: string): never {
  throw new ProblemError({ code: 'bad-request', field, message: `${field}: ${problem}` });
}
