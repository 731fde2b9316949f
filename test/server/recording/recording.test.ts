import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseView, type ViewRequest } from '../../../protocol/view.js';
import { recordedFeed } from '../../../server/recording/recorded-feed.js';
import { simulatedRecords } from '../../../server/recording/simulated-records.js';
import { writeRecording } from '../../../server/recording/write-recording.js';
import { openStore } from '../../../server/store/store.js';
import type { CellSource } from '../../../server/timelines/cell-source.js';
import { createReplaySource } from '../../../server/timelines/replay/replay-source.js';
import { createSimulatedSource } from '../../../server/timelines/simulated/simulated-source.js';
import { Timeline } from '../../../server/timelines/timeline.js';
import { TimelineClock } from '../../../server/timelines/timeline-clock.js';

const folder = mkdtempSync(join(tmpdir(), 'tradewall-recording-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FROM = Date.UTC(2025, 10, 5, 2);
const HOURS = 3;
const TO = FROM + HOURS * 3_600_000;

/** Rows of whole hours, in any order. */
async function hoursOf(source: CellSource, view: Omit<ViewRequest, 'timeline'>): Promise<unknown[]> {
  const { name, from, to } = source.description;
  const clock = new TimelineClock({ from, to, start: from, speed: 1, loop: false }, 0);
  const timeline = new Timeline(source, clock, () => 0);
  const { rows } = await timeline.query(
    parseView({ timeline: name, bucket: '1h', last: HOURS, ...view }),
    TO,
  );
  return rows.map((row) => JSON.stringify(row)).sort();
}

describe('a recording', () => {
  it.each(['a.ndjson', 'b.ndjson.gz'])('replays to the unit what the simulation shows: %s', async (name) => {
    const file = join(folder, name);
    await writeRecording(file, simulatedRecords(7, FROM, TO));
    const store = await openStore('memory');
    try {
      const report = await store.import(file, {});
      expect(report.skipped).toEqual({});
      const replayed = createReplaySource(store, (await store.dataset(report.dataset))!);
      expect(replayed.description).toMatchObject({
        frequency: 'instant',
        currency: 'CNY',
        valuation: { import: 'CIF', export: 'FOB' },
        source: 'invented records, recorded from seed 7',
        utcOffset: '+08:00',
      });
      const simulated = createSimulatedSource(7);
      const measures = ['value', 'tonnage', 'records', 'unitValue'] as ViewRequest['measures'];
      for (const by of [['flow'], ['partner', 'flow'], ['commodity'], ['port'], ['mode'], ['transport']]) {
        const view = { measures, by: by as NonNullable<ViewRequest['by']> };
        expect(await hoursOf(replayed, view), by.join()).toEqual(await hoursOf(simulated, view));
      }
    } finally {
      await store.close();
    }
  });

  it('holds the records of its span and no others, in time order', () => {
    const [from, to] = [FROM + 600_000, FROM + 3_900_000];
    const lines = [...simulatedRecords(7, from, to)].join('').trimEnd().split('\n');
    const times = lines.map((line) => Date.parse((JSON.parse(line) as { time: string }).time));
    expect(times.filter((time) => time < from || time >= to)).toEqual([]);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const whole = new Set([...simulatedRecords(7, FROM, FROM + 7_200_000)].join('').split('\n'));
    expect(lines.filter((line) => !whole.has(line))).toEqual([]);
  });

  it('leaves no file behind where it fails half way', async () => {
    const lines = function* (): Generator<string> {
      yield 'one\n';
      throw new Error('disk of sand');
    };
    const file = join(folder, 'half.ndjson');
    await expect(writeRecording(file, lines())).rejects.toThrow('disk of sand');
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('half'))).toEqual([]);
  });

  it('of a running server is made of its seed, and it is said where there is nothing to record', async () => {
    const told = { timelines: [{ name: 'simulated', kind: 'simulated', seed: 99 }] as object[] };
    const server = createServer((_request, response) => response.end(JSON.stringify(told)));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const record = (address: string) => recordedFeed(address, FROM, FROM + 60_000);
    const lines: string[] = [];
    for await (const part of await record(`ws://127.0.0.1:${port}/feed`)) lines.push(part);
    expect(lines).toEqual([...simulatedRecords(99, FROM, FROM + 60_000)]);
    told.timelines = [{ name: 'demo', kind: 'replay' }];
    await expect(record(`http://127.0.0.1:${port}`)).rejects.toThrow('found demo (replay)');
    await new Promise((resolve) => server.close(resolve));
    await expect(record(`http://127.0.0.1:${port}`)).rejects.toMatchObject({
      problem: { code: 'bad-request', field: '--feed' },
    });
  });
});
