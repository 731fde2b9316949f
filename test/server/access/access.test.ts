import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { selfSigned } from '../../support/certificate.js';
import { runCommand, serveCommand, type ServedCommand } from '../../support/command-line.js';
import { eventually } from '../../support/eventually.js';
import { RawWebSocket } from '../../support/raw-websocket.js';
import { tempFolders } from '../../support/temp-folder.js';

const TOKENS = {
  customs: { token: 'sender-token-0001', roles: ['sender'] },
  hall: { token: 'viewer-token-0001', roles: ['viewer'] },
  stage: { token: 'presenter-token-1', roles: ['presenter', 'viewer'] },
  ops: { token: 'operator-token-01', roles: ['operator'] },
};
const RECORD = '{"id":"a","time":"2026-01","flow":"export","partner":"USA","commodity":"85","netKg":1}';
/** Two looks at the files, on a machine under load, ms. */
const RENEWED_MS = 30_000;

const tempFolder = tempFolders();

let server: ServedCommand | undefined;
afterEach(() => server?.stop('SIGKILL'));

/** The fingerprint of what the server shows of itself to whoever comes now. */
async function shownCertificate(): Promise<string> {
  const socket = connect({ port: server!.port, host: '127.0.0.1', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
}

function tokenFile(tokens: object = TOKENS): string {
  const file = join(tempFolder(), 'tokens.json');
  writeFileSync(file, JSON.stringify(tokens));
  return file;
}

async function serve(...flags: string[]): Promise<void> {
  server = await serveCommand('--live', '--store', tempFolder(), '--port', '0', ...flags);
}

const bearer = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { Authorization: `Bearer ${token}` };

async function status(method: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  const body = method === 'POST' ? { body: path === '/api/records' ? RECORD : '' } : {};
  return (await fetch(new URL(path, server!.url), { method, headers, ...body })).status;
}

async function upgrade(path: string, headers: Record<string, string> = {}): Promise<string> {
  const raw = await RawWebSocket.connect(server!.port, path, headers);
  raw.socket.destroy();
  return raw.status.split(' ')[1]!;
}

describe('access', () => {
  it('is by the role of the token: 401 without, 403 with another', async () => {
    await serve('--token-file', tokenFile());
    const { customs, hall, stage, ops } = TOKENS;
    const asked = async (method: string, path: string) =>
      Promise.all(
        [undefined, hall, customs, stage, ops].map((each) => status(method, path, bearer(each?.token))),
      );
    expect(await asked('GET', '/api/timelines')).toEqual([401, 200, 403, 200, 200]);
    expect(await asked('POST', '/api/records')).toEqual([401, 403, 200, 403, 200]);
    expect(await asked('GET', '/metrics')).toEqual([401, 403, 403, 403, 200]);
    expect(await asked('GET', '/healthz')).toEqual([200, 200, 200, 200, 200]);
    expect(await status('GET', '/api/timelines', bearer('no-such-token-001'))).toBe(401);

    expect(await upgrade('/feed')).toBe('401');
    expect(await upgrade('/feed', bearer(hall.token))).toBe('101');
    expect(await upgrade('/feed', bearer(customs.token))).toBe('403');
    expect(await upgrade('/api/records', bearer(customs.token))).toBe('101');
    expect(await upgrade('/api/records', bearer(hall.token))).toBe('403');
  });

  it('is lent to browsers by tickets in the address', async () => {
    await serve('--token-file', tokenFile());
    expect(await status('POST', '/api/tickets')).toBe(401);
    const response = await fetch(`${server!.url}api/tickets`, {
      method: 'POST',
      headers: bearer(TOKENS.hall.token),
    });
    const { ticket, roles } = (await response.json()) as { ticket: string; roles: string[] };
    expect(roles).toEqual(['viewer']);
    expect(await upgrade(`/feed?ticket=${ticket}`)).toBe('101');
    expect(await upgrade(`/api/records?ticket=${ticket}`)).toBe('403');
    expect(await upgrade('/feed?ticket=made-up')).toBe('401');
  });

  it('is open on this machine where no token guards it', async () => {
    await serve();
    expect(await status('POST', '/api/records')).toBe(200);
    expect(await status('GET', '/metrics')).toBe(200);
    expect(await upgrade('/feed')).toBe('101');
  });

  it('is never open to others who could send: the server does not start, and says what to do', async () => {
    const public_ = ['serve', '--live', '--store', tempFolder(), '--port', '0', '--host', '0.0.0.0'];
    const refused = await runCommand(...public_);
    expect(refused).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^(?!.*at http)[\s\S]*--token-file: with --live on 0\.0\.0\.0/) as string,
    });
    await serve('--host', '0.0.0.0', '--token-file', tokenFile({ customs: TOKENS.customs }));
    expect(await status('POST', '/api/records')).toBe(401);
    expect(await status('POST', '/api/records', bearer(TOKENS.customs.token))).toBe(200);
    expect(await status('GET', '/metrics')).toBe(401);
    expect(await status('GET', '/api/timelines')).toBe(200);
  });

  it('keeps pages of other sites from sending, and from the feed where it is said which may', async () => {
    await serve('--origin', 'https://good.example');
    const from = (Origin: string): Record<string, string> => ({ Origin });
    const own = new URL(server!.url).origin;
    for (const path of ['/feed', '/api/records']) {
      expect(await upgrade(path, from('https://evil.example'))).toBe('403');
      expect(await upgrade(path, from('null'))).toBe('403');
      expect(await upgrade(path, from('https://good.example'))).toBe('101');
      expect(await upgrade(path, from(own))).toBe('101');
      expect(await upgrade(path)).toBe('101');
    }
    expect(await status('POST', '/api/records', from('https://evil.example'))).toBe(403);
    expect(await status('POST', '/api/records', from('https://good.example'))).toBe(200);
    await server!.stop();
    await serve();
    expect(await upgrade('/feed', from('https://evil.example'))).toBe('101');
    expect(await upgrade('/api/records', from('https://evil.example'))).toBe('403');
    expect(await status('POST', '/api/records', from('https://evil.example'))).toBe(403);
  });

  it('is by no other name than its own where only this machine reaches it', async () => {
    await serve('--allow-host', 'wall.test');
    const asked = async (Host: string): Promise<[string, string]> => {
      const raw = await RawWebSocket.connect(server!.port, '/feed', { Host });
      raw.socket.destroy();
      const answer = await new Promise<string>((resolve, reject) => {
        const headers = { Host, Origin: `http://${Host}` };
        const options = {
          port: server!.port,
          host: '127.0.0.1',
          path: '/api/records',
          method: 'POST',
          headers,
        };
        const sent = request(options, (response) => resolve(String(response.statusCode))).on('error', reject);
        sent.end(RECORD);
      });
      return [raw.status.split(' ')[1]!, answer];
    };
    const { port } = server!;
    for (const own of ['127.0.0.1', `localhost:${port}`, `[::1]:${port}`, `wall.test:${port}`])
      expect(await asked(own), own).toEqual(['101', '200']);
    for (const other of [
      'rebound.example',
      `rebound.example:${port}`,
      'localhost.example',
      'wall.test.example',
    ])
      expect(await asked(other), other).toEqual(['403', '403']);
  });

  it('is not looked for where an address shows too many tokens that are not known', async () => {
    await serve('--token-file', tokenFile());
    const { ops } = TOKENS;
    const guesses = Array.from({ length: 60 }, (_, guess) => bearer(`no-such-token-${guess}`));
    const answers = await Promise.all(guesses.map((guess) => status('GET', '/api/timelines', guess)));
    expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
    expect(answers.filter((answer) => answer === 429).length).toBeGreaterThan(0);
    // Who shows none is not held up by it, nor is, once a second is over, who shows the right one.
    expect(await status('GET', '/api/timelines')).toBe(401);
    await expect.poll(() => status('GET', '/metrics', bearer(ops.token))).toBe(200);
    const metrics = await (await fetch(`${server!.url}metrics`, { headers: bearer(ops.token) })).text();
    expect(metrics).toMatch(/limits_met_total\{limit="wrong-tokens-per-address"\} [1-9]/);
  });

  it('to send takes a server that takes records, and is told how to have one', async () => {
    server = await serveCommand('--port', '0');
    const response = await fetch(`${server.url}api/records`, { method: 'POST', body: RECORD });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('start it with --live') as string,
    });
    expect(await upgrade('/api/records')).toBe('404');
  });

  it('to control takes the token of a presenter as the key', async () => {
    await serve('--token-file', tokenFile(), '--sample', 'china');
    const control = async (key?: string): Promise<string> => {
      const raw = await RawWebSocket.connect(server!.port, '/feed', bearer(TOKENS.hall.token));
      const message = {
        type: 'control',
        request: 1,
        timeline: 'china',
        command: 'pause',
        ...(key === undefined ? {} : { key }),
      };
      raw.send({ opcode: 1, payload: JSON.stringify(message) });
      const answer = await raw.next(({ payload }) => payload.includes('"request":1'));
      raw.socket.destroy();
      return (JSON.parse(answer!.payload.toString()) as { type: string }).type;
    };
    expect(await control()).toBe('error');
    expect(await control(TOKENS.hall.token)).toBe('error');
    expect(await control(TOKENS.stage.token)).toBe('reply');
  });

  it('has as many connections of an address as are allowed, and counts by a proxy that is trusted only', async () => {
    await serve('--connections-per-address', '3');
    const open = await Promise.all([1, 2, 3].map(() => RawWebSocket.connect(server!.port)));
    expect(open.map((raw) => raw.status.split(' ')[1])).toEqual(['101', '101', '101']);
    expect((await RawWebSocket.connect(server!.port)).status).toBe('');
    open[0]!.socket.destroy();
    await open[0]!.closed;
    while ((await RawWebSocket.connect(server!.port)).status === '');
    for (const { socket } of open) socket.destroy();
    await server!.stop();

    await serve('--connections-per-address', '2', '--trust-proxy', '127.0.0.1', '--token-file', tokenFile());
    const by = (address: string): Promise<RawWebSocket> =>
      RawWebSocket.connect(server!.port, '/feed', {
        ...bearer(TOKENS.hall.token),
        'X-Forwarded-For': `6.6.6.6, ${address}`,
      });
    const proxied = [await by('10.0.0.1'), await by('10.0.0.1'), await by('10.0.0.1'), await by('10.0.0.2')];
    expect(proxied.map((raw) => raw.status.split(' ')[1])).toEqual(['101', '101', '429', '101']);
    for (const { socket } of proxied) socket.destroy();
  });

  it.each([
    [{ a: { token: 'short', roles: ['sender'] } }, 'a.token: expected'],
    [{ a: { token: 'long-enough-token', roles: ['king'] } }, 'a.roles.0: expected'],
    [{ a: TOKENS.hall, b: TOKENS.hall }, 'two entries have the same token'],
  ])('is not had from a token file that is wrong: %j', async (tokens, problem) => {
    const { code, stderr } = await runCommand('serve', '--port', '0', '--token-file', tokenFile(tokens));
    expect(code).toBe(2);
    expect(stderr).toContain(problem);
    expect(stderr).not.toContain(TOKENS.hall.token);
  });

  it('says in the headers of its pages what they may load', async () => {
    await serve();
    const answer = await fetch(`${server!.url}wall`);
    const { headers } = answer;
    const [, script] = /<script>(.*?)<\/script>/s.exec(await answer.text())!;
    const hash = createHash('sha256').update(script!).digest('base64');
    expect(headers.get('content-security-policy')).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is by HTTPS where there is a certificate', async () => {
    const { certificate, key } = selfSigned(tempFolder());
    await serve('--tls-cert', certificate, '--tls-key', key);
    expect(server!.url).toMatch(/^https:/);
    const ca = readFileSync(certificate);
    const feed = new WebSocket(`wss://localhost:${server!.port}/feed`, { ca });
    const [hello] = (await once(feed, 'message')) as [Buffer];
    expect(hello.toString()).toContain('"type":"hello"');
    feed.terminate();
    expect(await runCommand('serve', '--port', '0', '--tls-cert', certificate)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--tls-key: missing') as string,
    });
  });

  it('is by the certificate that its files have, when that is renewed too, and by the one before where they are of no use', async () => {
    const folder = tempFolder();
    const { certificate, key } = selfSigned(folder);
    await serve('--tls-cert', certificate, '--tls-key', key);
    const first = await shownCertificate();
    const feed = new WebSocket(`wss://localhost:${server!.port}/feed`, { ca: readFileSync(certificate) });
    await once(feed, 'message');
    selfSigned(folder);
    const second = new X509Certificate(readFileSync(certificate)).fingerprint256;
    await eventually('it is renewed', async () => (await shownCertificate()) === second, RENEWED_MS);
    expect(second).not.toBe(first);
    writeFileSync(certificate, 'no certificate');
    await eventually(
      'that is told',
      () => server!.log.includes('the changed certificate was not taken'),
      RENEWED_MS,
    );
    expect(server!.log).toContain(`--tls-cert ${certificate}: can't be used`);
    expect(await shownCertificate()).toBe(second);
    expect(feed.readyState).toBe(WebSocket.OPEN);
    feed.terminate();
  });

  it.each([
    ['--tls-cert', 'gone.pem', 'ENOENT'],
    ['--tls-cert', 'none.pem', 'no start line'],
    ['--tls-key', 'gone.pem', 'ENOENT'],
    ['--tls-key', 'other/key.pem', 'key values mismatch'],
  ])('is not begun where %s is %s', async (option, name, reason) => {
    const folder = tempFolder();
    const { certificate, key } = selfSigned(folder);
    writeFileSync(join(folder, 'none.pem'), 'no certificate');
    mkdirSync(join(folder, 'other'));
    selfSigned(join(folder, 'other'));
    const file = join(folder, name);
    const files = { '--tls-cert': certificate, '--tls-key': key, [option]: file };
    const { code, stderr } = await runCommand('serve', '--port', '0', ...Object.entries(files).flat());
    expect(code).toBe(2);
    expect(stderr).toContain(`${option} ${file}: can't be used`);
    expect(stderr).toContain(reason);
    expect(stderr).toContain('HTTPS takes a certificate and its key as PEM');
  });
});
