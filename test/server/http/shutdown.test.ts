import { afterEach, describe, expect, it } from 'vitest';
import type { IntakeReport } from '../../../protocol/record.js';
import { endlessRecords } from '../../../scripts/endless-records.js';
import { serveCommand, type ServedCommand } from '../../support/command-line.js';
import { connectPlainClient, isType } from '../../support/plain-feed-client.js';
import { connectRecordSocket } from '../../support/record-socket-client.js';
import { tempFolders } from '../../support/temp-folder.js';

const tempFolder = tempFolders();
/** Pieces of 4,096 records, together more than a batch. */
const PIECES = 5;
const RECORDS = PIECES * 4_096;
const BATCH = 16_384;

let server: ServedCommand;
afterEach(() => server.stop('SIGKILL'));

const serve = async (folder: string): Promise<void> => {
  server = await serveCommand('--live', '--store', folder, '--port', '0', '--currency', 'CNY');
};

const post = (body: BodyInit | AsyncIterable<Uint8Array>): Promise<Response> =>
  fetch(`${server.url}api/records`, { method: 'POST', body, duplex: 'half' } as RequestInit);

async function recordsShown(): Promise<unknown> {
  const response = await fetch(`${server.url}api/view?timeline=live&measures=records&bucket=all`);
  return ((await response.json()) as { rows: unknown[][] }).rows[0]?.[1];
}

describe('a server that is told to end', () => {
  it('says goodbye to viewers and senders, tells who is sending a body what of it is taken, and loses nothing', async () => {
    const folder = tempFolder();
    await serve(folder);
    const viewer = await connectPlainClient(`ws://127.0.0.1:${server.port}/feed`);
    const sender = await connectRecordSocket(`ws://127.0.0.1:${server.port}/api/records`);
    const endless = endlessRecords(Infinity, RECORDS);
    const pieces = Array.from({ length: PIECES }, () => endless.next().value!);
    let finish = (): void => undefined;
    async function* unfinished(): AsyncGenerator<Uint8Array> {
      yield* pieces;
      await new Promise<void>((resolve) => (finish = resolve));
    }
    const answer = post(unfinished());
    while ((await recordsShown()) !== BATCH) await new Promise(setImmediate);
    const stopped = server.stop('SIGTERM');
    const response = await answer;
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.json()).toMatchObject({
      code: 'unavailable',
      accepted: BATCH,
      duplicates: 0,
    });
    expect(await viewer.waitFor(isType('bye'))).toMatchObject({ reason: 'server is shutting down' });
    expect((await sender.received(2)).at(-1)).toMatchObject({ type: 'bye' });
    finish();
    await stopped;
    expect(server.child.exitCode).toBe(0);

    await serve(folder);
    expect(await recordsShown()).toBe(BATCH);
    const again = (await (await post(Buffer.concat(pieces))).json()) as IntakeReport;
    expect(again).toMatchObject({ accepted: RECORDS - BATCH, duplicates: BATCH, rejected: [] });
  });
});
