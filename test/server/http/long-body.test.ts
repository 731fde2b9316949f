import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { IntakeReport } from '../../../protocol/record.js';
import { endlessRecords } from '../../../scripts/endless-records.js';
import { serveCommand, type ServedCommand } from '../../support/command-line.js';
import { tempFolders } from '../../support/temp-folder.js';

/** A tenth of a gigabyte, of which all but the first records are known; `npm run long-body` sends ten. */
const BYTES = 100e6;
const DISTINCT = 8_192;

/** What it may cost at its peak, MB: less than half of what is sent. */
const MOST_MB = 120;

const tempFolder = tempFolders();
let server: ServedCommand;
afterEach(() => server.stop('SIGKILL'));

const memoryMb = (field: 'VmRSS' | 'VmHWM'): number => {
  const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)![1]) / 1_024;
};

describe('a long body', () => {
  it('is taken in memory that its length does not matter to', async () => {
    server = await serveCommand('--live', '--store', tempFolder(), '--port', '0', '--currency', 'CNY');
    const before = memoryMb('VmRSS');
    let records = 0;
    async function* body(): AsyncGenerator<Uint8Array> {
      for (const piece of endlessRecords(BYTES, DISTINCT)) {
        records += 4_096;
        yield piece;
      }
    }
    const init = { method: 'POST', body: body(), duplex: 'half' } as unknown as RequestInit;
    const report = (await (await fetch(`${server.url}api/records`, init)).json()) as IntakeReport;
    expect(report).toEqual({ accepted: DISTINCT, duplicates: records - DISTINCT, rejected: [] });
    expect(memoryMb('VmHWM') - before).toBeLessThan(MOST_MB);
  });
});
