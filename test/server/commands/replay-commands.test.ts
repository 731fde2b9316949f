import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TimelineInfo } from '../../../protocol/timeline-info.js';
import { runCommand, serveCommand } from '../../support/command-line.js';

const folder = mkdtempSync(join(tmpdir(), 'tradewall-replay-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the command line of replays', () => {
  it('records the simulation to a file that it plays', async () => {
    const file = join(folder, 'minutes.ndjson.gz');
    const span = ['--from', '2025-11-05T02:00:00Z', '--to', '2025-11-05T02:02:00Z'];
    const recorded = await runCommand('record', file, ...span);
    expect(recorded.stdout).toMatch(
      /: \d+ records from 2025-11-05T02:00:00.000Z to 2025-11-05T02:02:00.000Z/,
    );
    const inspected = await runCommand('inspect', file, '--json');
    expect(JSON.parse(inspected.stdout)).toMatchObject({
      skipped: {},
      frequency: 'instant',
      currency: 'CNY',
    });
  });

  it('records from a running server what that simulates, whatever its seed', async () => {
    const server = await serveCommand('--port', '0', '--seed', '7');
    const span = ['--from', '2025-11-05T02:00:00Z', '--to', '2025-11-05T02:01:00Z'];
    const [running, made] = [join(folder, 'running.ndjson'), join(folder, 'made.ndjson')];
    try {
      expect(await runCommand('record', running, ...span, '--feed', server.url)).toMatchObject({ code: 0 });
    } finally {
      await server.stop();
    }
    expect(await runCommand('record', made, ...span, '--seed', '7')).toMatchObject({ code: 0 });
    expect(readFileSync(running, 'utf8')).toBe(readFileSync(made, 'utf8'));
  });

  it('plays what it is given as a demo, with a key for control and a calendar of one\u2019s own', async () => {
    const calendar = join(folder, 'own.json');
    const chapters = [{ id: 'launch', title: 'Launch', from: '2023-05-01' }];
    writeFileSync(calendar, JSON.stringify({ chapters }));
    const options = ['--sample', 'china', '--demo', '--control-key', 'front desk', '--calendar', calendar];
    const server = await serveCommand('--port', '0', '--gap-seconds', '3', ...options);
    try {
      const { timelines } = (await (await fetch(`${server.url}api/timelines`)).json()) as {
        timelines: TimelineInfo[];
      };
      expect(timelines[0]).toMatchObject({ name: 'demo', kind: 'replay', keyed: true, gapMs: 3_000 });
      const found = await (await fetch(`${server.url}api/chapters?timeline=demo&from=2023-04-30`)).json();
      expect((found as { chapters: unknown[] }).chapters).toContainEqual(
        expect.objectContaining({ id: 'launch', from: Date.UTC(2023, 4, 1) }),
      );
    } finally {
      await server.stop();
    }
  });

  it.each([
    [['serve', '--demo'], 'there must be a dataset to play'],
    [['serve', '--gap-seconds', '0'], 'expected 0.25 to 60 seconds'],
    [['serve', '--control-key', 'short'], 'expected 8 to 256 characters'],
    [['serve', '--key-file', 'nowhere.json'], '--key-file:'],
    [['serve', '--calendar', 'nowhere.json'], '--calendar:'],
    [['record', 'x.ndjson', '--from', '2025'], "required option '--to <time>' not specified"],
    [['record', 'x.ndjson', '--from', 'soon', '--to', '2025'], 'expected an ISO 8601 date or instant'],
    [['record', 'x.ndjson', '--from', '2025', '--to', '2024'], '--to: expected an instant after --from'],
    [
      ['record', 'x.ndjson', '--from', '2024', '--to', '2025', '--seed', '1', '--feed', 'http://localhost'],
      '--feed: goes without --seed',
    ],
  ])('refuses %j with exit code 2 and what is allowed', async (args, message) => {
    const { code, stdout, stderr } = await runCommand(...args);
    expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
