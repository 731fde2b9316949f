import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand, serveCommand, type ServedCommand } from '../../support/command-line.js';
import { createRandom } from '../../support/random.js';
import { randomRecord, toNdjson, type SentRecord } from '../../support/record-lines.js';
import { tempFolders } from '../../support/temp-folder.js';

const tempFolder = tempFolders();
let folder: string;
let server: ServedCommand;

const serve = async (port = '0'): Promise<void> => {
  server = await serveCommand('--live', '--store', folder, '--port', port, '--json-log');
};

beforeEach(async () => {
  folder = tempFolder();
  await serve();
});
afterEach(() => server.stop('SIGKILL'));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function countOf(): Promise<unknown> {
  const response = await fetch(`${server.url}api/view?measures=records&bucket=all`);
  return ((await response.json()) as { rows: unknown[][] }).rows[0]?.[1];
}

const random = createRandom(7);
const records = (count: number, isNamed = true): SentRecord[] =>
  Array.from({ length: count }, (_, index) =>
    randomRecord(random, Date.now() - random.whole(1_000, 1e7), isNamed ? `r${index}` : undefined),
  );

describe('tradewall send', () => {
  it('sends files of any form, and the same file again without counting it twice, ids or not', async () => {
    const unnamed = records(30, false);
    const files = [
      file('named.ndjson.gz', gzipSync(toNdjson(records(20)))),
      file('unnamed.json', JSON.stringify(unnamed, null, 1)),
      file('unnamed.csv', `time,flow,partner,commodity,netKg\n${'2026-01,export,USA,85,1.5\n'.repeat(5)}`),
    ];
    const sent = await runCommand('send', ...files, '--to', server.url, '--json');
    expect(sent.stderr).toBe('');
    expect(
      sent.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { file: files[0], accepted: 20, duplicates: 0, rejected: [] },
      { file: files[1], accepted: 30, duplicates: 0, rejected: [] },
      { file: files[2], accepted: 5, duplicates: 0, rejected: [] },
    ]);
    expect(await countOf()).toBe(55);
    const again = await runCommand('send', ...files, '--to', server.url.replace('http', 'ws'));
    expect(again).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('0 accepted, 30 known already') as string,
    });
    expect(await countOf()).toBe(55);
  });

  it('names what is rejected by its line in the file', async () => {
    const lines = toNdjson(records(6_000)).split('\n');
    lines[5_500] = '{"time":"2026"}';
    const path = file('wrong.ndjson', lines.join('\n'));
    const { code, stdout, stderr } = await runCommand('send', path, '--to', server.url);
    expect(code).toBe(1);
    expect(stdout).toContain('5999 accepted, 0 known already, 1 rejected');
    expect(stderr).toContain('line 5501: flow: missing');
  });

  it('sends again what a server that was killed had not answered', { timeout: 60_000 }, async () => {
    const path = file('many.ndjson', toNdjson(records(60_000)));
    const sending = runCommand('send', path, '--to', server.url, '--json');
    while (((await countOf()) ?? 0) === 0) await new Promise(setImmediate);
    await server.stop('SIGKILL');
    await serve(String(server.port));
    const { code, stdout } = await sending;
    const report = JSON.parse(stdout) as { accepted: number; duplicates: number };
    expect(report.accepted + report.duplicates).toBe(60_000);
    expect(code).toBe(0);
    expect(await countOf()).toBe(60_000);
  });

  it('says what is wrong where there is nobody, or no server with live records', async () => {
    const path = file('one.ndjson', toNdjson(records(1)));
    const nobody = await runCommand('send', path, '--to', 'http://127.0.0.1:9', '--patience', '0');
    expect(nobody).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no answer from ws://127.0.0.1:9/') as string,
    });
    expect(await runCommand('send', path, '--to', 'nowhere')).toMatchObject({ code: 2 });
  });
});
