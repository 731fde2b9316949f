import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { runCommand, serveCommand, type ServedCommand } from '../../support/command-line.js';
import { createRandom } from '../../support/random.js';
import { randomRecord, toNdjson } from '../../support/record-lines.js';
import { tempFolders } from '../../support/temp-folder.js';

const tempFolder = tempFolders();
const random = createRandom(11);
let server: ServedCommand | undefined;
afterEach(() => server?.stop());

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Figures at /metrics by their name and labels. */
async function metrics(): Promise<Map<string, number>> {
  const text = await (await fetch(`${server!.url}metrics`)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

describe('a server in operation', () => {
  it('tells what it does at /metrics', async () => {
    server = await serveCommand('--live', '--store', tempFolder(), '--port', '0');
    const viewer = new WebSocket(`${server.url.replace('http', 'ws')}feed`);
    await new Promise((resolve) => viewer.once('message', resolve));
    viewer.send('{"type":"unsubscribe","id":"none"}');
    await new Promise((resolve) => viewer.once('message', resolve));
    const records = Array.from({ length: 50 }, (_, index) =>
      randomRecord(random, Date.now() - 1_000, `r${index}`),
    );
    const body = `${toNdjson(records)}${toNdjson(records.slice(0, 7))}wrong\n`;
    await fetch(`${server.url}api/records`, { method: 'POST', body });
    const figures = await metrics();
    expect(Object.fromEntries(figures)).toMatchObject({
      'tradewall_viewers{class="healthy"}': 1,
      'tradewall_problems_total{code="unknown-id"}': 1,
      tradewall_records_accepted_total: 50,
      tradewall_records_duplicate_total: 7,
      'tradewall_records_rejected_total{code="bad-json"}': 1,
      tradewall_known_ids: 50,
      tradewall_queue_bytes: 0,
      'tradewall_http_request_seconds_count{method="POST",route="/api/records",status="200"}': 1,
    });
    viewer.terminate();
  });

  it('listens at once, and says until everything is loaded that it is not ready, and for what it waits', async () => {
    const pipe = join(tempFolder(), 'chapters.json');
    execFileSync('mkfifo', [pipe]);
    const port = await freePort();
    // The calendar can't be read before somebody writes it.
    const starting = serveCommand('--port', String(port), '--calendar', pipe);
    const ask = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${port}${path}`);
    const ready = async (): Promise<unknown> => {
      const response = await ask('/readyz').catch(() => undefined);
      return response === undefined ? undefined : [response.status, await response.json()];
    };
    const waitingFor = 'what is kept on disk to be read';
    await expect.poll(ready, { timeout: 20_000 }).toEqual([503, { status: 'starting', waitingFor }]);
    expect((await ask('/healthz')).status).toBe(200);
    const refused = await ask('/api/timelines');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
    expect(refused.headers.get('refresh')).toBe('5');
    expect(await refused.json()).toMatchObject({ type: 'error', code: 'unavailable' });
    writeFileSync(pipe, readFileSync('server/calendar/china.json'));
    server = await starting;
    expect(await ready()).toEqual([200, { status: 'ready' }]);
    expect((await ask('/api/timelines')).status).toBe(200);
  });

  it('answers a request under the trace that it is part of, or one of its own', async () => {
    server = await serveCommand('--port', '0');
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const headers = { traceparent: `00-${trace}-00f067aa0ba902b7-01` };
    expect((await fetch(`${server.url}healthz`, { headers })).headers.get('x-request-id')).toBe(trace);
    expect((await fetch(`${server.url}healthz`)).headers.get('x-request-id')).toMatch(/^[\da-f]{32}$/);
  });

  it('takes its options from flags, environment and a file, in that order, and tells them without secrets', async () => {
    const file = join(tempFolder(), 'tradewall.json');
    const secret = 'not for the log';
    writeFileSync(file, JSON.stringify({ port: 0, seed: 1, speed: 60, 'control-key': secret, loop: true }));
    process.env['TRADEWALL_SPEED'] = '30';
    try {
      server = await serveCommand('--config', file, '--seed', '7', '--json-log');
    } finally {
      delete process.env['TRADEWALL_SPEED'];
    }
    const response = await fetch(`${server.url}api/timelines`);
    const { timelines } = (await response.json()) as {
      timelines: { seed: number; clock: { speed: number } }[];
    };
    expect(timelines[0]).toMatchObject({ seed: 7, clock: { speed: 30 } });
    expect(server.log).toContain('"controlKey":"*** (config)"');
    expect(server.log).not.toContain(secret);
  });

  it('shows no secret, wherever it was given and however it is wrong', async () => {
    const file = join(tempFolder(), 'tradewall.json');
    const shown = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await runCommand('serve', '--port', '0', ...args);
      expect(code).not.toBe(0);
      return stdout + stderr;
    };
    const SECRET = 'hush';
    expect(await shown('--control-key', SECRET)).toMatch(/^(?!.*hush)[\s\S]*'\*\*\*' is invalid/);
    writeFileSync(file, JSON.stringify({ 'control-key': SECRET }));
    expect(await shown('--config', file)).toMatch(/^(?!.*hush)[\s\S]*control-key: expected .*, got \*\*\*/);
    writeFileSync(file, `{"control-key": ${SECRET}}`);
    expect(await shown('--config', file)).not.toContain(SECRET);
    for (const nats of [
      `nats://wall:${SECRET}@127.0.0.1:1`,
      `nats://${SECRET}@127.0.0.1:1,nats://127.0.0.1:2`,
    ]) {
      const told = await shown('--live', '--store', tempFolder(), '--nats', nats, '--json-log');
      expect(told).toContain('***@127.0.0.1:1');
      expect(told).not.toContain(SECRET);
      expect(await shown('--nats', nats.replace('nats:', 'http:'))).not.toContain(SECRET);
    }
  });

  it('names the option of a file that is wrong', async () => {
    const file = join(tempFolder(), 'tradewall.json');
    writeFileSync(file, '{"prot": 80}');
    expect(await runCommand('serve', '--config', file)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`--config: ${file}: prot: expected options as port, host`) as string,
    });
    writeFileSync(file, '{"port": "eighty"}');
    expect((await runCommand('serve', '--config', file)).stderr).toContain(
      'port: expected a whole number from 0 to 65535',
    );
  });
});
