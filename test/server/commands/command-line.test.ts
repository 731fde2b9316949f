import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand, serveCommand } from '../../support/command-line.js';

const folder = mkdtempSync(join(tmpdir(), 'tradewall-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

function recordFile(name: string): string {
  const file = join(folder, name);
  writeFileSync(
    file,
    'time,flow,partner,netKg,value,currency\n2026-01,export,USA,1000,12.34,CNY\n2026-02,import,JPN,,5,CNY\n',
  );
  return file;
}

describe('the command line', () => {
  it('prints one JSON object on standard output and nothing else, where that is asked for', async () => {
    const { code, stdout } = await runCommand('inspect', recordFile('a.csv'), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      file: join(folder, 'a.csv'),
      rows: 2,
      skipped: {},
      currency: 'CNY',
      frequency: 'month',
      totals: {
        import: { records: 1, value: '5', valueWithoutWeight: '5' },
        export: { records: 1, netKg: '1000', value: '12.34' },
      },
    });
  });

  it('imports into a store that serve then plays, and says so when there is nothing new', async () => {
    const [file, store] = [recordFile('b.csv'), join(folder, 'store')];
    const first = await runCommand('import', file, '--as', 'demo', '--store', store, '--json');
    expect(JSON.parse(first.stdout)).toMatchObject({ dataset: 'demo', unchanged: false });
    const second = await runCommand('import', file, '--as', 'demo', '--store', store);
    expect(second.stdout).toContain('nothing was done');
    const server = await serveCommand('--port', '0', '--store', store);
    try {
      const response = await fetch(
        `${server.url}api/view?timeline=demo&measures=value&by=flow&bucket=all&at=end`,
      );
      expect(await response.json()).toMatchObject({
        rows: [
          [null, 'import', 5],
          [null, 'export', 12.34],
        ],
      });
    } finally {
      await server.stop();
    }
  });

  it('goes on with the other files when one is bad, and exits with 1', async () => {
    const bad = join(folder, 'bad.csv');
    writeFileSync(bad, '<!doctype html><html><body>404</body></html>');
    const { code, stdout, stderr } = await runCommand('inspect', bad, recordFile('c.csv'), '--json');
    expect(code).toBe(1);
    const [first, second] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({ type: 'error', file: bad, code: 'html' });
    expect(second).toMatchObject({ rows: 2 });
    expect(stderr).toContain('bad.csv');
  });

  it.each([
    [['serve', '--port', 'x'], 'expected a whole number from 0 to 65535'],
    [['serve', '--speed', '0'], 'expected 1 to 315576000'],
    [['serve', '--speed', 'fast'], "argument 'fast' is invalid. expected a number of event seconds"],
    [['serve', '--sample', 'atlantis'], 'china'],
    [
      ['serve', '--alert-by', 'partner,colour'],
      'expected some of partner,commodity,port, each once, or none',
    ],
    [['serve', '--alert-change', '0'], 'expected a number from 1 to 900'],
    [['serve', '--colour'], "unknown option '--colour'"],
    [['dance'], "unknown command 'dance'"],
    [['inspect'], "missing required argument 'file'"],
    [['inspect', 'x.csv', '--flow', 'transit'], 'expected one of import, export'],
    [['import', 'x.csv', '--as', '../x'], 'expected 1 to 64 letters'],
  ])('exits with 2 and names the remedy for %j', async (args, words) => {
    const { code, stdout, stderr } = await runCommand(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
  });

  it('exits with 1 and names the file when there is nothing to play', async () => {
    const { code, stderr } = await runCommand('serve', '--port', '0', join(folder, 'missing.csv'));
    expect(code).toBe(1);
    expect(stderr).toContain('missing.csv: no such file');
  });

  it('exits with 1 and names the port when it is taken', async () => {
    const server = await serveCommand('--port', '0');
    try {
      const { code, stderr } = await runCommand('serve', '--port', String(server.port));
      expect(code).toBe(1);
      expect(stderr).toContain(String(server.port));
    } finally {
      await server.stop();
    }
  });

  it('logs JSON lines where that is asked for, and ends in order on SIGTERM', async () => {
    const server = await serveCommand('--port', '0', '--json-log');
    let stderr = '';
    server.child.stderr!.on('data', (data: Buffer) => (stderr += data.toString()));
    await server.stop();
    expect(server.child.exitCode).toBe(0);
    expect(JSON.parse(stderr.trim())).toMatchObject({ msg: 'shutting down', signal: 'SIGTERM' });
  });
});
