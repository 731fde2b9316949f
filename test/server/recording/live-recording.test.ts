import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Cell } from '../../../protocol/server-messages.js';
import { parseView, type ViewRequest } from '../../../protocol/view.js';
import { openStore } from '../../../server/store/store.js';
import { createReplaySource } from '../../../server/timelines/replay/replay-source.js';
import { Timeline } from '../../../server/timelines/timeline.js';
import { TimelineClock } from '../../../server/timelines/timeline-clock.js';
import { runCommand, serveCommand } from '../../support/command-line.js';
import { randomRecord, toNdjson, type SentRecord } from '../../support/record-lines.js';
import { createRandom, type Random } from '../../support/random.js';

const folder = mkdtempSync(join(tmpdir(), 'tradewall-live-recording-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HOUR = 3_600_000;
const HOURS = 30;
const VIEWS = [['flow'], ['partner', 'flow'], ['commodity'], ['port'], ['mode'], ['transport']].map(
  (by) =>
    ({ by, bucket: '1h', last: HOURS, measures: ['value', 'tonnage', 'records', 'unitValue'] }) as Omit<
      ViewRequest,
      'timeline'
    >,
);

/** Records in no order of time, some of them again, revised or withdrawn. */
function randomSendings(random: Random, from: number): SentRecord[] {
  const known: SentRecord[] = [];
  return Array.from({ length: 600 }, (_, index) => {
    const time = from + random.whole(0, HOURS * HOUR - 1);
    if (known.length === 0 || random.chance(0.6)) {
      const record = randomRecord(random, time, random.chance(0.8) ? `r${index}` : undefined);
      if ('id' in record) known.push(record);
      return record;
    }
    const old = random.pick(known);
    const id = String(old['id']);
    if (random.chance(0.3)) return old;
    if (random.chance(0.3)) return { ...old, status: 'withdrawn' };
    return { ...randomRecord(random, time, id), status: 'revised' };
  });
}

/** Rows of whole hours, in any order. */
const inOrder = (rows: readonly (readonly Cell[])[]): string[] =>
  rows.map((row) => JSON.stringify(row)).sort();

async function replayed(file: string, to: number): Promise<string[][]> {
  const store = await openStore('memory');
  try {
    const report = await store.import(file, {});
    expect(report.skipped).toEqual({});
    const source = createReplaySource(store, (await store.dataset(report.dataset))!);
    const { name, from, to: end } = source.description;
    const clock = new TimelineClock({ from, to: end, start: from, speed: 1, loop: false }, 0);
    const timeline = new Timeline(source, clock, () => 0);
    const updates = VIEWS.map((view) => timeline.query(parseView({ ...view, timeline: name }), to));
    return (await Promise.all(updates)).map(({ rows }) => inOrder(rows));
  } finally {
    await store.close();
  }
}

async function shown(url: string, to: number): Promise<string[][]> {
  const updates = VIEWS.map(async ({ by, measures, bucket, last }) => {
    const query = new URLSearchParams({
      by: by!.join(),
      measures: measures.join(),
      bucket: bucket!,
      last: String(last),
      at: String(to),
    });
    const response = await fetch(`${url}api/view?${query.toString()}`);
    return inOrder(((await response.json()) as { rows: Cell[][] }).rows);
  });
  return Promise.all(updates);
}

describe('a recording of live records', () => {
  it.each([71, 72])('replays to the unit what the live timeline shows (seed %i)', async (fallback) => {
    const random = createRandom(fallback);
    console.log(`seed ${random.seed}`);
    const to = Math.floor(Date.now() / HOUR) * HOUR;
    const from = to - HOURS * HOUR;
    const server = await serveCommand('--port', '0', '--live', '--store', join(folder, String(fallback)));
    try {
      for (let part = 0; part < 3; part++) {
        const body = toNdjson(randomSendings(random, from));
        const response = await fetch(`${server.url}api/records`, { method: 'POST', body });
        expect(await response.json()).toMatchObject({ rejected: [] });
      }
      const file = join(folder, `recorded-${fallback}.ndjson.gz`);
      const span = ['--from', new Date(from).toISOString(), '--to', new Date(to).toISOString()];
      const recorded = await runCommand('record', file, ...span, '--feed', server.url);
      expect(recorded, recorded.stderr).toMatchObject({ code: 0 });
      expect(await replayed(file, to)).toEqual(await shown(server.url, to));
    } finally {
      await server.stop();
    }
  });

  it('is refused for what is no instant, naming it', async () => {
    const server = await serveCommand('--port', '0', '--live', '--store', join(folder, 'refused'));
    try {
      for (const [query, message] of [
        ['from=soon', 'from: expected an ISO 8601 date or instant, or epoch ms, got "soon"'],
        ['since=2025', 'since: unknown parameter; allowed are from, to'],
      ]) {
        const response = await fetch(`${server.url}api/records?${query}`);
        expect(response.status).toBe(400);
        expect(await response.json()).toMatchObject({ code: 'bad-request', message });
      }
      expect(await (await fetch(`${server.url}api/records`)).text()).toBe('');
    } finally {
      await server.stop();
    }
  });
});
