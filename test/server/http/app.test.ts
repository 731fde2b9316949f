import { tableFromIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import type { ViewExport } from '../../../protocol/view-export.js';
import { createJournalSource } from '../../support/journal-source.js';
import { createTestApp } from '../../support/test-app.js';

const NOW = Date.UTC(2026, 10, 23, 6);

function testApp() {
  const source = createJournalSource('live');
  source.append({ time: NOW - 5_000, flow: 'export', partner: 'USA', value: 123_456, netKg: 2_000 });
  source.append({ time: NOW - 4_000, flow: 'import', partner: 'JPN', value: 100 });
  source.append({ time: NOW - 40 * 86_400_000, flow: 'import', partner: 'JPN', netKg: 7 });
  return createTestApp(source, NOW);
}

const get = async (path: string, headers: Record<string, string> = {}) =>
  testApp().app.request(path, { headers });

describe('GET /api/view', () => {
  it('answers with a snapshot in the shape of a feed view, and what its figures say about themselves', async () => {
    const response = await get('/api/view?measures=value,tonnage&by=flow&bucket=1mo&last=2');
    const body = (await response.json()) as ViewExport;
    expect(body).toMatchObject({
      kind: 'snapshot',
      asOf: NOW,
      timeline: { name: 'live', kind: 'live', currency: 'CNY', units: { value: 'CNY', tonnage: 't' } },
      window: { from: Date.parse('2026-10-01T00:00:00+08:00'), to: Date.parse('2026-11-01T00:00:00+08:00') },
      columns: ['bucket', 'flow', 'value', 'tonnage'],
    });
    expect(body.rows.map((row) => row.slice(1))).toEqual([
      ['import', null, 0.007],
      ['import', 1, null],
      ['export', 1_234.56, 2],
    ]);
  });

  it('answers with CSV where that is what is accepted, with its provenance on every row', async () => {
    const response = await get('/api/view?measures=value&by=partner&bucket=1d&last=2', {
      Accept: 'text/csv',
    });
    expect(response.headers.get('content-type')).toContain('text/csv');
    expect(await response.text()).toBe(
      'bucket,partner,value,status,kind,timeline,currency,valuation,asOf\r\n' +
        '2026-11-23T00:00:00+08:00,USA,1234.56,provisional,LIVE,live,CNY,exports FOB imports CIF,2026-11-23T14:00:00+08:00\r\n' +
        '2026-11-23T00:00:00+08:00,JPN,1,provisional,LIVE,live,CNY,exports FOB imports CIF,2026-11-23T14:00:00+08:00\r\n',
    );
  });

  it('answers with an Arrow stream where that is what is accepted, its units and provenance in the metadata', async () => {
    const response = await get('/api/view?measures=value,tonnage&by=partner&bucket=1mo&last=2', {
      Accept: 'application/vnd.apache.arrow.stream',
    });
    expect(response.headers.get('content-type')).toBe('application/vnd.apache.arrow.stream');
    const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
    expect(table.toArray().map((row) => ({ ...row.toJSON(), bucket: Number(row.bucket) }))).toEqual([
      {
        bucket: Date.parse('2026-10-01T00:00:00+08:00'),
        partner: 'JPN',
        value: null,
        tonnage: 0.007,
        status: 'final',
      },
      {
        bucket: Date.parse('2026-11-01T00:00:00+08:00'),
        partner: 'USA',
        value: 1_234.56,
        tonnage: 2,
        status: 'provisional',
      },
      {
        bucket: Date.parse('2026-11-01T00:00:00+08:00'),
        partner: 'JPN',
        value: 1,
        tonnage: null,
        status: 'provisional',
      },
    ]);
    expect(table.schema.fields.map(({ name, metadata }) => [name, metadata.get('unit')])).toEqual([
      ['bucket', undefined],
      ['partner', undefined],
      ['value', 'CNY'],
      ['tonnage', 't'],
      ['status', undefined],
    ]);
    expect(Object.fromEntries(table.schema.metadata)).toMatchObject({
      timeline: 'live',
      kind: 'LIVE',
      currency: 'CNY',
      valuationOfExports: 'FOB',
      valuationOfImports: 'CIF',
      asOf: new Date(NOW).toISOString(),
    });
  });

  it('answers with an Arrow stream without rows where there are none', async () => {
    const response = await get('/api/view?measures=value&by=partner&where.partner=DEU', {
      Accept: 'application/vnd.apache.arrow.stream',
    });
    const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
    expect([table.numRows, table.numCols]).toEqual([0, 4]);
  });

  it('filters by where, given as a list or again and again', async () => {
    for (const query of ['where.partner=JPN,DEU', 'where.partner=JPN&where.partner=DEU']) {
      const body = (await (await get(`/api/view?measures=records&bucket=all&${query}`)).json()) as ViewExport;
      expect(body.rows).toEqual([[null, 2]]);
    }
  });

  it.each([
    ['measures=price', 'bad-view', 'measures.0', 400],
    ['', 'bad-view', 'measures', 400],
    ['measures=value&last=-1', 'bad-view', 'last', 400],
    ['measures=value&where.country=USA', 'bad-view', 'where.country', 400],
    ['measures=value&colour=red', 'bad-request', 'colour', 400],
    ['measures=value&at=noon', 'bad-request', 'at', 400],
    ['measures=value&timeline=x', 'unknown-timeline', 'timeline', 404],
    ['measures=balance&by=flow', 'impossible-view', 'by', 400],
  ])('refuses %s with the place, the value and what is allowed', async (query, code, field, status) => {
    const response = await get(`/api/view?${query}`);
    expect(response.status).toBe(status);
    const body = (await response.json()) as { message: string };
    expect(body).toMatchObject({ type: 'error', code, field });
    expect(body.message.startsWith(`${field}: `)).toBe(true);
  });
});

describe('the rest of HTTP', () => {
  it('lists the timelines', async () => {
    const body = (await (await get('/api/timelines')).json()) as { timelines: { name: string }[] };
    expect(body.timelines.map(({ name }) => name)).toEqual(['live']);
  });

  it('names the codes of a dimension in the language asked for, and refuses others by naming those there are', async () => {
    expect(await (await get('/api/dictionaries/partner?lang=zh-CN')).json()).toMatchObject({ VNM: '越南' });
    const refused = await get('/api/dictionaries/partner?lang=fr');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      field: 'lang',
      message: 'lang: expected one of en, zh-CN, got "fr"',
    });
  });

  it.each(['/healthz', '/readyz'])('answers %s', async (path) => {
    expect((await get(path)).status).toBe(200);
  });

  it('describes the feed and itself, from the schemas that check the messages', async () => {
    const feed = (await (await get('/asyncapi.json')).json()) as {
      asyncapi: string;
      channels: { feed: { messages: Record<string, { payload: { properties: object } }> } };
    };
    expect(feed.asyncapi).toBe('3.0.0');
    const { messages } = feed.channels.feed;
    expect(Object.keys(messages)).toEqual([
      'subscribe',
      'unsubscribe',
      'control',
      'open',
      'close',
      'hello',
      'update',
      'reply',
      'error',
      'bye',
    ]);
    expect(messages['subscribe']!.payload.properties).toHaveProperty('view');
    const http = (await (await get('/openapi.json')).json()) as { paths: object };
    expect(Object.keys(http.paths)).toContain('/api/view');
  });

  it('answers an unknown path in the same form as any other problem', async () => {
    const response = await get('/nowhere');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ type: 'error', code: 'not-found' });
  });

  it('says which methods an address answers, when it is asked by another', async () => {
    for (const [path, allowed] of [
      ['/api/view?timeline=simulated', 'GET, HEAD'],
      ['/wall', 'GET, HEAD'],
    ]) {
      const response = await testApp().app.request(path!, { method: 'DELETE' });
      expect(response.status).toBe(405);
      expect(response.headers.get('Allow')).toBe(allowed);
      expect(await response.json()).toMatchObject({
        type: 'error',
        code: 'method-not-allowed',
        field: 'method',
        message: `method: DELETE is not answered at ${path!.split('?')[0]}; allowed are ${allowed}`,
      });
    }
    expect((await testApp().app.request('/nowhere', { method: 'DELETE' })).status).toBe(404);
  });

  it('does not climb out of the folder it serves', async () => {
    for (const path of ['/../package.json', '/..%2fpackage.json', '/assets/..%2f..%2f..%2fpackage.json']) {
      expect((await get(path)).status).toBe(404);
    }
  });
});
