import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, serveCommand, type ServedCommand } from '../../support/command-line.js';
import { eventually } from '../../support/eventually.js';
import { startNats, type NatsServers } from '../../../scripts/nats-servers.js';
import { createRandom } from '../../support/random.js';
import { randomRecord, toNdjson, type SentRecord } from '../../support/record-lines.js';
import { tempFolders } from '../../support/temp-folder.js';

const tempFolder = tempFolders();
let nats: NatsServers;
let served: ServedCommand | undefined;
beforeAll(async () => {
  nats = await startNats();
});
afterAll(() => nats.remove());
afterEach(() => served?.stop('SIGKILL'));

const random = createRandom(8);
const records = (count: number, prefix: string | undefined): SentRecord[] =>
  Array.from({ length: count }, (_, index) => {
    const id = prefix === undefined ? undefined : `${prefix}${index}`;
    return randomRecord(random, Date.now() - random.whole(1_000, 1e7), id);
  });

function file(content: string): string {
  const path = join(tempFolder(), 'records.ndjson');
  writeFileSync(path, content);
  return path;
}

async function serve(folder: string): Promise<void> {
  served = await serveCommand('--live', '--nats', nats.url, '--store', folder, '--port', '0', '--json-log');
}

async function view(): Promise<unknown[]> {
  const response = await fetch(`${served!.url}api/view?measures=records,value,tonnage&by=flow&bucket=all`);
  return ((await response.json()) as { rows: unknown[] }).rows;
}

async function isReady(): Promise<boolean> {
  return (await fetch(`${served!.url}readyz`)).ok;
}

async function countOf(): Promise<number> {
  return (await view()).reduce((sum: number, row) => sum + Number((row as unknown[])[2]), 0);
}

describe('serve --live --nats', () => {
  it('takes what is published, each record once, also after kill -9 and whatever its publisher is', async () => {
    const folder = tempFolder();
    const named = file(toNdjson(records(3_000, 'a')));
    for (let time = 0; time < 2; time++) {
      const sent = await runCommand('send', named, '--nats', nats.url);
      expect(sent).toMatchObject({
        code: 0,
        stderr: '',
        stdout: `${named}: 3000 accepted, 0 known already, 0 rejected\n`,
      });
    }
    await serve(folder);
    await eventually('it has caught up', isReady);
    expect(await countOf()).toBe(3_000);

    const connection = await connect({ servers: nats.servers[0]!.url });
    const unnamed = toNdjson(records(500, undefined));
    await jetstream(connection).publish('tradewall.records.3', `${unnamed}{"time":"2026"}\n`);
    await eventually('a stranger was heard', async () => (await countOf()) === 3_500);
    const before = await view();
    expect(await (await fetch(`${served!.url}metrics`)).text()).toContain(
      'tradewall_stream_records_rejected_total{code="bad-field"} 1',
    );
    await served!.stop('SIGKILL');

    await jetstream(connection).publish('tradewall.records.0', toNdjson(records(7, undefined)));
    await connection.close();
    await serve(folder);
    await eventually('it has caught up', isReady);
    expect(await countOf()).toBe(3_507);
    await runCommand('send', file(toNdjson(records(1, 'b'))), '--nats', nats.url);
    await eventually('it goes on', async () => (await countOf()) === 3_508);
    expect(before).toHaveLength(2);
  }, 60_000);

  it('goes on by itself where the server of NATS was gone for a while', async () => {
    await serve(tempFolder());
    await eventually('it has caught up', isReady);
    const before = await countOf();
    await nats.servers[0]!.stop('SIGKILL');
    await nats.servers[0]!.start();
    const sent = await runCommand('send', file(toNdjson(records(20, 'c'))), '--nats', nats.url);
    expect(sent.code).toBe(0);
    await eventually('it has the new ones', async () => (await countOf()) === before + 20);
  }, 60_000);

  it('says where NATS is not, and what to do', async () => {
    const { code, stderr } = await runCommand('send', file('{}'), '--nats', 'nats://me:secret@127.0.0.1:1');
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /--nats: nats:\/\/127\.0\.0\.1:1 can't be reached \(.*\); start a nats-server with JetStream there/,
    );
    expect(stderr).not.toContain('secret');
  });
});
