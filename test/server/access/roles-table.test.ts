import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Access } from '../../../server/access/access.js';
import { Hosts } from '../../../server/access/hosts.js';
import { Origins } from '../../../server/access/origins.js';
import { WrongTokens } from '../../../server/access/wrong-tokens.js';
import { ROLES } from '../../../server/access/roles.js';
import { ALERT_DEFAULTS } from '../../../server/alerts/alert-settings.js';
import { createCalendar } from '../../../server/calendar/calendar.js';
import { openApi } from '../../../server/http/open-api.js';
import { createApp } from '../../../server/http/app.js';
import { LIVE_DEFAULTS } from '../../../server/timelines/live/live-settings.js';
import { LiveStore } from '../../../server/timelines/live/live-store.js';
import { runCommand, serveCommand, type ServedCommand } from '../../support/command-line.js';
import { RawWebSocket } from '../../support/raw-websocket.js';

/** Each has a token; `nobody` shows none. */
const WHO = ['nobody', ...ROLES] as const;
type Who = (typeof WHO)[number];
const EVERYBODY: readonly Who[] = WHO;
const WATCHING: readonly Who[] = ['viewer', 'operator'];
const SENDING: readonly Who[] = ['sender', 'operator'];
const RECORD = '{"time":"2026-01","flow":"export","partner":"USA","commodity":"85","netKg":1}';

/** Who may ask for what: all that is served, by route. */
const ROUTES: Readonly<Record<string, readonly Who[]>> = {
  'GET /': EVERYBODY,
  'GET /wall': EVERYBODY,
  'GET /wall/setup': EVERYBODY,
  'GET /embed.js': EVERYBODY,
  'GET /healthz': EVERYBODY,
  'GET /readyz': EVERYBODY,
  'GET /openapi.json': EVERYBODY,
  'GET /asyncapi.json': EVERYBODY,
  'GET /record.schema.json': EVERYBODY,
  'GET /metrics': ['operator'],
  'HEAD /metrics': ['operator'],
  'GET /api/timelines': WATCHING,
  'HEAD /api/timelines': WATCHING,
  'GET /api/view?timeline=live&measures=value': WATCHING,
  'GET /api/chapters': WATCHING,
  'GET /api/alerts?timeline=live': WATCHING,
  'GET /api/dictionaries/partner': WATCHING,
  'GET /api/records': ['operator'],
  'HEAD /api/records': ['operator'],
  'GET /api/%72ecords': ['operator'],
  'POST /api/records': SENDING,
  'POST /api/tickets': ROLES,
};

/** Whose handshake is taken. */
const HANDSHAKES: Readonly<Record<string, readonly Who[]>> = { '/feed': WATCHING, '/api/records': SENDING };

const SESSION = 'SESSION';

/**
 * Who may have each message carried out on a viewer's connection, by the token that comes as its key; in the order in which
 * they are sent.
 */
const MESSAGES: Readonly<Record<string, { readonly message: object; readonly may: readonly Who[] }>> = {
  subscribe: { message: { id: 'x', view: { timeline: 'china', measures: ['value'] } }, may: EVERYBODY },
  control: {
    message: { request: 1, timeline: 'china', command: 'pause' },
    may: ['presenter', 'operator'],
  },
  unsubscribe: { message: { id: 'x' }, may: EVERYBODY },
  open: { message: { request: 2, timeline: 'china' }, may: EVERYBODY },
  close: { message: { request: 3, timeline: SESSION }, may: EVERYBODY },
};

const folder = mkdtempSync(join(tmpdir(), 'tradewall-roles-'));
let server: ServedCommand;

beforeAll(async () => {
  const file = join(folder, 'tokens.json');
  const tokens = ROLES.map((role) => [role, { token: tokenOf(role), roles: [role] }]);
  writeFileSync(file, JSON.stringify(Object.fromEntries(tokens)));
  server = await serveCommand(
    '--live',
    '--store',
    folder,
    '--port',
    '0',
    '--sample',
    'china',
    '--token-file',
    file,
  );
});
afterAll(async () => {
  await server.stop('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function tokenOf(who: Who): string {
  return `token-of-the-${who}`;
}

function headersOf(who: Who): Record<string, string> {
  return who === 'nobody' ? {} : { Authorization: `Bearer ${tokenOf(who)}` };
}

/** What who may not is answered with. */
function refusalOf(who: Who): number {
  return who === 'nobody' ? 401 : 403;
}

async function statusOf(method: string, path: string, who: Who): Promise<number> {
  const body = method === 'POST' ? { body: RECORD } : {};
  const response = await fetch(new URL(path, server.url), { method, headers: headersOf(who), ...body });
  await response.body?.cancel();
  return response.status;
}

interface Answer {
  readonly type: string;
  readonly request?: number;
  readonly timeline?: string;
  readonly session?: object;
}

/** What is said to a message, up to the answer to another that is sent after it and gets an error whoever asks. */
async function answersTo(raw: RawWebSocket, message: string): Promise<Answer[]> {
  const before = raw.frames.length;
  const request = 1_000 + before;
  raw.send({ opcode: 1, payload: message });
  raw.send({ opcode: 1, payload: JSON.stringify({ type: 'close', request, timeline: 'none' }) });
  await raw.next(({ payload }) => payload.includes(`"request":${request}`));
  const answers = raw.frames.slice(before).map(({ payload }) => JSON.parse(payload.toString()) as Answer);
  return answers.filter((answer) => answer.request !== request);
}

/** Routes that the app has, as `GET /api/dictionaries/:dimension`. */
async function routesOfApp(): Promise<string[]> {
  const store = await LiveStore.open({ ...LIVE_DEFAULTS, folder: join(folder, 'other') }, Date.now);
  const app = createApp({
    timelines: new Map(),
    calendar: createCalendar([]),
    fileNames: () => Promise.resolve({}),
    version: 'test',
    clientDir: 'build/client',
    notReady: () => undefined,
    onFault: () => undefined,
    guard: {
      access: new Access(new Map(), [], Date.now),
      origins: new Origins([]),
      hosts: new Hosts(undefined),
      wrongTokens: new WrongTokens(Date.now, () => undefined),
      isTrusted: () => false,
    },
    metrics: { contentType: 'text/plain', metrics: () => Promise.resolve('') },
    records: { taker: store, onReject: () => undefined },
    sent: store.sent,
    alerts: { settings: ALERT_DEFAULTS, now: Date.now, sessionOf: () => undefined },
  });
  await store.close();
  const routes = app.routes.filter(({ method, path }) => method !== 'ALL' && !path.includes('*'));
  return routes.map(({ method, path }) => `${method} ${path}`);
}

describe('what each role may', () => {
  it('is said of every route that there is', async () => {
    const said = Object.keys(ROUTES).map((route) => route.split('?')[0]!);
    for (const route of await routesOfApp()) {
      const form = new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`);
      expect(
        said.some((each) => form.test(each)),
        route,
      ).toBe(true);
    }
  });

  it('is answered as the OpenAPI document has it, which has every route but those of pages', async () => {
    const { paths } = openApi('test') as { paths: Record<string, Record<string, { responses: object }>> };
    const written = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = (await routesOfApp()).map((route) => route.replaceAll(/:(\w+)/g, '{$1}'));
    const served = new Set(routes.map((route) => route.replace(/(?<=.)\/$/, '')));
    for (const page of ['/wall', '/wall/setup']) served.delete(`GET ${page}`);
    expect(written.toSorted()).toEqual([...served].sort());
    for (const [path, operations] of Object.entries(paths))
      for (const { responses } of Object.values(operations))
        if (path.startsWith('/api/') || path === '/metrics')
          expect(Object.keys(responses), path).toEqual(expect.arrayContaining(['200', '401', '403', '429']));
  });

  it.each(Object.entries(ROUTES))('%s', async (route, may) => {
    const [method, path] = route.split(' ') as [string, string];
    for (const who of WHO) {
      const status = await statusOf(method, path, who);
      if (may.includes(who)) expect(status, who).toBe(200);
      else expect(status, who).toBe(refusalOf(who));
    }
  });

  it.each(Object.entries(HANDSHAKES))('WebSocket %s', async (path, may) => {
    for (const who of WHO) {
      const raw = await RawWebSocket.connect(server.port, path, headersOf(who));
      raw.socket.destroy();
      expect(raw.status.split(' ')[1], who).toBe(String(may.includes(who) ? 101 : refusalOf(who)));
    }
  });

  it('is said of every message that there is', async () => {
    const response = await fetch(new URL('/asyncapi.json', server.url));
    const { operations } = (await response.json()) as {
      operations: { receive: { messages: { $ref: string }[] } };
    };
    const names = operations.receive.messages.map(({ $ref }) => $ref.split('/').at(-1));
    expect(new Set(names)).toEqual(new Set(Object.keys(MESSAGES)));
  });

  it.each(WHO)('to say on the feed, shown the token of %s as the key', async (who) => {
    const raw = await RawWebSocket.connect(server.port, '/feed', headersOf('viewer'));
    let session = '';
    for (const [type, { message, may }] of Object.entries(MESSAGES)) {
      const key = type === 'control' && who !== 'nobody' ? { key: tokenOf(who) } : {};
      const answers = await answersTo(
        raw,
        JSON.stringify({ type, ...message, ...key }).replace(SESSION, session),
      );
      const errors = answers.filter((answer) => answer.type === 'error');
      expect(errors, type).toMatchObject(may.includes(who) ? [] : [{ code: 'forbidden' }]);
      session = answers.find((answer) => answer.session !== undefined)?.timeline ?? session;
    }
    raw.socket.destroy();
  });

  it('lets an operator record what was sent, and nobody else', async () => {
    await statusOf('POST', '/api/records', 'sender');
    const file = join(folder, 'recorded.ndjson');
    const asked = ['record', file, '--from', '2026-01-01', '--to', '2026-02-01', '--feed', server.url];
    const refused = await runCommand(...asked, '--token', tokenOf('viewer'));
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('answered 403');
    expect(refused.stderr).toContain('this takes an operator');
    expect(await runCommand(...asked, '--token', tokenOf('operator'))).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toContain('"partner":"USA"');
  });
});
