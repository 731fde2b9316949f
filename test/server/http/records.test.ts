import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Hono } from 'hono';
import type { Rejection } from '../../../protocol/record.js';
import { LIVE_DEFAULTS } from '../../../server/timelines/live/live-settings.js';
import { LiveSource } from '../../../server/timelines/live/live-source.js';
import { LiveStore } from '../../../server/timelines/live/live-store.js';
import { createRandom } from '../../support/random.js';
import { randomRecord, toNdjson } from '../../support/record-lines.js';
import { tempFolders } from '../../support/temp-folder.js';
import { createTestApp } from '../../support/test-app.js';

const NOW = Date.UTC(2026, 0, 5, 8);
const EXAMPLE = {
  id: 'x1',
  time: '2026-01-05T07:00:00Z',
  flow: 'export',
  partner: 'USA',
  commodity: '850440',
  port: 'CNSHA',
  mode: '0110',
  transport: 'sea',
  netKg: 1_000,
  value: 5_000,
  currency: 'CNY',
};
const tempFolder = tempFolders();

let store: LiveStore;
let app: Hono;
let faults: unknown[];
let rejections: Rejection[];

beforeEach(async () => {
  store = await LiveStore.open({ ...LIVE_DEFAULTS, folder: tempFolder(), flushMs: 0 }, () => NOW);
  rejections = [];
  const records = { taker: store, onReject: (rejection: Rejection) => rejections.push(rejection) };
  ({ app, faults } = createTestApp(new LiveSource(store), NOW, { records }));
});
afterEach(async () => {
  expect(faults).toEqual([]);
  await store.close();
});

async function post(body: BodyInit, headers: Record<string, string> = {}) {
  const response = await app.request('/api/records', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit);
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

async function shown(): Promise<unknown> {
  const response = await app.request('/api/view?measures=records,value,tonnage&by=partner&bucket=1d&last=1');
  return ((await response.json()) as { rows: unknown[][] }).rows.map((row) => row.slice(1));
}

describe('POST /api/records', () => {
  it('takes NDJSON, and says what it took, what it knew and what was wrong, by line', async () => {
    const lines = [EXAMPLE, EXAMPLE, { ...EXAMPLE, id: 'x2', flow: 'out' }].map((record) =>
      JSON.stringify(record),
    );
    expect(
      await post(`${lines.join('\n')}\nnot json\n`, { 'Content-Type': 'application/x-ndjson' }),
    ).toMatchObject({
      status: 200,
      body: {
        accepted: 1,
        duplicates: 1,
        rejected: [
          { line: 3, code: 'bad-field', message: 'flow: expected one of import, export, got "out"' },
          { line: 4, code: 'bad-json' },
        ],
      },
    });
    expect(await shown()).toEqual([['USA', 1, 5_000, 1]]);
    expect(rejections).toHaveLength(2);
  });

  it.each([
    ['application/json', JSON.stringify([EXAMPLE])],
    ['application/json; charset=utf-8', JSON.stringify(EXAMPLE, null, 2)],
    ['text/csv', `${Object.keys(EXAMPLE).join()}\n${Object.values(EXAMPLE).join()}`],
    ['application/x-www-form-urlencoded', `\n${JSON.stringify(EXAMPLE)}`],
    ['text/plain', ` [${JSON.stringify(EXAMPLE)}]`],
    [
      'application/octet-stream',
      `${Object.keys(EXAMPLE).join(';')}\r\n${Object.values(EXAMPLE).join(';')}\r\n`,
    ],
  ])('takes a body of %s', async (type, body) => {
    expect((await post(body, { 'Content-Type': type })).body).toEqual({
      accepted: 1,
      duplicates: 0,
      rejected: [],
    });
    expect(await shown()).toEqual([['USA', 1, 5_000, 1]]);
  });

  it('takes gzip', async () => {
    const { body } = await post(gzipSync(JSON.stringify(EXAMPLE)), { 'Content-Encoding': 'gzip' });
    expect(body).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
  });

  it('takes nothing from an empty body', async () => {
    expect((await post('')).body).toEqual({ accepted: 0, duplicates: 0, rejected: [] });
  });

  it('refuses what it can not read, as a whole, with the remedy', async () => {
    expect(await post('<a/>', { 'Content-Type': 'application/xml' })).toMatchObject({
      status: 415,
      body: {
        type: 'error',
        code: 'unsupported-type',
        message: expect.stringContaining('application/x-ndjson') as string,
      },
    });
    expect(await post('x', { 'Content-Encoding': 'br' })).toMatchObject({ status: 415 });
    expect(await post('no gzip', { 'Content-Encoding': 'gzip' })).toMatchObject({
      status: 400,
      body: { code: 'bad-request', field: 'body', accepted: 0 },
    });
    expect(await post('when,what\n', { 'Content-Type': 'text/csv' })).toMatchObject({
      status: 400,
      body: { code: 'bad-request', field: 'header' },
    });
  });

  it('holds no more of a long body than a batch, and lists no more than a thousand of what is wrong', async () => {
    const random = createRandom(4);
    const lines = Array.from({ length: 1_000 }, (_, index) => randomRecord(random, NOW - 1_000, `r${index}`));
    const chunk = Buffer.from(toNdjson(lines) + 'wrong\n'.repeat(100));
    let chunks = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        // As far as it is read ahead, it is held.
        if (++chunks > 60) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const { body } = await post(endless);
    expect(body).toMatchObject({ accepted: 1_000, duplicates: 59_000, rejectedMore: 5_000 });
    expect(body['rejected']).toHaveLength(1_000);
    expect(rejections).toHaveLength(6_000);
  });

  it('says what was taken of a body that breaks off', async () => {
    const random = createRandom(5);
    const lines = Array.from({ length: 20_000 }, (_, index) =>
      randomRecord(random, NOW - 1_000, `r${index}`),
    );
    const cut = gzipSync(toNdjson(lines)).subarray(0, -20_000);
    const { status, body } = await post(cut, { 'Content-Encoding': 'gzip' });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'bad-request', accepted: 16_384 });
  });

  it('is told in the OpenAPI document and as a JSON Schema', async () => {
    const document = (await (await app.request('/openapi.json')).json()) as {
      paths: Record<string, unknown>;
    };
    expect(document.paths['/api/records']).toMatchObject({ post: { requestBody: { required: true } } });
    const schema = (await (await app.request('/record.schema.json')).json()) as Record<string, unknown>;
    expect(schema).toMatchObject({
      type: 'object',
      required: ['time', 'flow', 'partner', 'commodity'],
      additionalProperties: false,
    });
  });
});
