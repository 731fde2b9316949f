import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cell } from '../../../protocol/server-messages.js';
import { sortRows } from '../../support/naive-view.js';
import type { Update } from '../../../protocol/server-messages.js';
import { Gateway } from '../../../server/scale-out/gateway.js';
import type { RunningServer } from '../../../server/start-server.js';
import { ClusterPublisher, type PartialRow } from '../../support/cluster-publisher.js';
import { eventually } from '../../support/eventually.js';
import { startGateway } from '../../support/gateway-server.js';
import { startNats, type NatsServers } from '../../../scripts/nats-servers.js';
import { createRandom } from '../../support/random.js';
import { randomRecord, toNdjson } from '../../support/record-lines.js';
import { connectPlainClient, isType, type PlainFeedClient } from '../../support/plain-feed-client.js';

/** A whole second, for cells are of seconds; ticks begin after it. */
const BEGUN = Math.floor(Date.now() / 1_000) * 1_000 - 60_000;

const VIEW = {
  timeline: 'live',
  measures: ['value', 'tonnage', 'records'],
  by: ['partner'],
  bucket: '1s',
  last: 600,
};

let nats: NatsServers;
let publisher: ClusterPublisher;
let gateways: RunningServer[];
let clients: PlainFeedClient[];

beforeEach(async () => {
  nats = await startNats();
  publisher = await ClusterPublisher.join(nats.url, BEGUN);
  gateways = [];
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.terminate();
  await Promise.all(gateways.map((gateway) => gateway.close()));
  await publisher.close();
  await nats.remove();
});

async function gateway(
  ...given: Parameters<typeof startGateway> extends [string, ...infer Rest] ? Rest : never
) {
  const started = await startGateway(nats.url, ...given);
  gateways.push(started);
  return started;
}

async function viewer(
  of: RunningServer,
  before?: PlainFeedClient,
  protocols: string[] = [],
): Promise<PlainFeedClient> {
  const url = `${of.url.replace('http', 'ws')}feed`;
  const client = await connectPlainClient(url, before, protocols);
  clients.push(client);
  return client;
}

/** Ticks a second apart, so that each is told even where nothing has changed. */
const at = (tick: number): number => BEGUN + 1_000 * tick;

function row(
  second: number,
  partner: string,
  records: number,
  value: number,
  netKg: number,
  flow: 'import' | 'export' = 'export',
): PartialRow {
  return { time: BEGUN + 1_000 * second, flow, partner, records, value, netKg };
}

async function readyz(
  of: RunningServer,
): Promise<{ status: number; body: { status: string; waitingFor?: string } }> {
  const response = await fetch(`${of.url}readyz`);
  return {
    status: response.status,
    body: (await response.json()) as { status: string; waitingFor?: string },
  };
}

const isReady = async (of: RunningServer): Promise<boolean> => (await readyz(of)).status === 200;

async function untilSeq(client: PlainFeedClient, seq: number): Promise<void> {
  await client.waitFor((message) => message.type === 'update' && message.seq >= seq);
}

/** Ends ticks until everybody has the view, for a replay's is filled by and by; the last is one that all have. */
async function untilShown(clients: readonly PlainFeedClient[], from = 1): Promise<void> {
  await eventually('everybody has the view', async () => {
    await publisher.mark(at(from + publisher.tick));
    return clients.every((client) => client.views.has('x'));
  });
  await publisher.mark(at(from + publisher.tick));
  for (const client of clients) await untilSeq(client, publisher.tick);
}

function rowsOf(client: PlainFeedClient, id = 'x'): Cell[][] {
  return sortRows(client.views.get(id)?.rows.values() ?? []);
}

function updates(client: PlainFeedClient): Update[] {
  return client.messages.filter(isType('update'));
}

describe('a gateway', () => {
  it('shows what aggregators have counted up to a marker, and nothing of what comes after it', async () => {
    const one = await gateway();
    const client = await viewer(one);
    client.send({ type: 'subscribe', id: 'x', view: VIEW });
    await publisher.mark(at(1));
    await publisher.partial(3, [row(0, 'USA', 2, 500, 1_000), row(0, 'JPN', 1, NaN, 2_000)]);
    await publisher.partial(5, [row(0, 'USA', 1, 250, NaN)]);
    await publisher.mark(at(2));
    await untilSeq(client, 2);
    expect(rowsOf(client)).toEqual([
      [BEGUN, 'JPN', null, 0.002, 1],
      [BEGUN, 'USA', 7.5, 0.001, 3],
    ]);
    await publisher.partial(5, [row(1, 'USA', 1, 100, 1_000)]);
    await publisher.mark(at(3));
    await untilSeq(client, 3);
    expect(rowsOf(client)).toHaveLength(3);
    expect(updates(client).find(({ seq }) => seq === 2)!.clock['live']).toMatchObject({
      now: at(2),
      time: at(2),
    });
  });

  it('sends the same frames as all others, byte by byte, in both forms', async () => {
    const [one, other] = [await gateway(), await gateway()];
    for (const protocols of [['tradewall.v1.json'], ['tradewall.v1.bin']]) {
      const pair = [await viewer(one, undefined, protocols), await viewer(other, undefined, protocols)];
      for (const client of pair) client.send({ type: 'subscribe', id: 'x', view: VIEW });
      await publisher.mark(at(publisher.tick + 1));
      const begun = publisher.tick;
      for (const client of pair) await untilSeq(client, begun);
      for (let tick = 0; tick < 8; tick++) {
        await publisher.partial(tick % 3, [row(tick, ['USA', 'JPN', 'DEU'][tick % 3]!, 1, 1_000 * tick, 5)]);
        await publisher.mark(at(publisher.tick + 1));
      }
      const [a, b] = pair as [PlainFeedClient, PlainFeedClient];
      for (const client of pair) await untilSeq(client, publisher.tick);
      const told = (client: PlainFeedClient) => updates(client).filter(({ seq }) => seq > begun + 1);
      expect(told(a).length).toBeGreaterThan(5);
      expect(told(a)).toEqual(told(b));
    }
  });

  it('takes over the viewers of one that has died, from the tick that they have seen', async () => {
    const [one, other] = [await gateway(), await gateway()];
    const [client, kept] = [await viewer(one), await viewer(other)];
    for (const each of [client, kept]) each.send({ type: 'subscribe', id: 'x', view: VIEW });
    await publisher.partial(0, [row(0, 'USA', 1, 100, 1)]);
    for (let tick = 1; tick <= 3; tick++) await publisher.mark(at(tick));
    for (const each of [client, kept]) await untilSeq(each, 3);
    await one.close();
    gateways = gateways.filter((each) => each !== one);
    await publisher.partial(0, [row(1, 'USA', 1, 100, 1), row(0, 'USA', 1, 900, 1)]);
    await publisher.mark(at(4));
    await untilSeq(kept, 4);
    const resumed = await viewer(other, client);
    resumed.send({ type: 'subscribe', id: 'x', view: VIEW, resume: client.resume });
    await publisher.mark(at(5));
    await untilSeq(resumed, 5);
    const [first] = updates(resumed).filter(({ views }) => 'x' in views);
    expect(first!.views['x']).toMatchObject({ kind: 'changes' });
    expect(first!.views['x']!.rows).toHaveLength(2);
    expect(rowsOf(resumed)).toEqual(rowsOf(kept));
  });

  it('makes who has seen a tick of another one wait for it', async () => {
    const one = await gateway();
    for (let tick = 1; tick <= 3; tick++) await publisher.mark(at(tick));
    await eventually('it is ready', () => isReady(one));
    const { epoch } = publisher.cluster.terms.all;
    const client = await viewer(one);
    client.send({ type: 'subscribe', id: 'x', view: VIEW, resume: `${epoch}.5` });
    client.send({ type: 'subscribe', id: 'y', view: VIEW });
    await publisher.mark(at(4));
    await client.waitFor((message) => message.type === 'update' && 'y' in message.views);
    expect(client.views.has('x')).toBe(false);
    for (let tick = 5; tick <= 7; tick++) await publisher.mark(at(tick));
    const update = await client.waitFor((message) => message.type === 'update' && 'x' in message.views);
    expect((update as Update).seq).toBeGreaterThanOrEqual(5);
  });

  it('makes who comes before its first tick wait for the one that it has seen elsewhere', async () => {
    const one = await gateway();
    const { epoch } = publisher.cluster.terms.all;
    const client = await viewer(one);
    client.send({ type: 'subscribe', id: 'x', view: VIEW, resume: `${epoch}.7000000005` });
    client.send({ type: 'subscribe', id: 'y', view: VIEW });
    for (let tick = 1; tick <= 3; tick++) await publisher.mark(at(tick), { tick: 7_000_000_000 + tick });
    await client.waitFor((message) => message.type === 'update' && 'y' in message.views);
    await untilSeq(client, 7_000_000_003);
    expect(client.views.has('x')).toBe(false);
    for (let tick = 5; tick <= 7; tick++) await publisher.mark(at(tick), { tick: 7_000_000_000 + tick });
    const update = await client.waitFor((message) => message.type === 'update' && 'x' in message.views);
    expect((update as Update).seq).toBeGreaterThanOrEqual(7_000_000_005);
  });

  it('shows nothing of what was before it has read all that there is', async () => {
    for (let tick = 1; tick <= 20; tick++) {
      await publisher.partial(0, [row(0, 'USA', 1, 100, 1)]);
      await publisher.mark(at(tick));
    }
    const natsSettings = { url: nats.url, replicas: undefined, recordBytes: undefined };
    const settings = { nats: natsSettings, simulated: false, takesRecords: false };
    const late = await Gateway.open(settings, pino({ enabled: false }), Date.now);
    const served = late.beside(undefined);
    const ticks: number[] = [];
    late.start((tick) => ticks.push(tick!));
    await eventually('it is ready', () => late.notReady() === undefined);
    expect(ticks).toEqual([20]);
    await served.close();
  });

  it('tells a load balancer the truth: starting, ready, and stale where no markers come', async () => {
    const one = await gateway();
    expect(await readyz(one)).toMatchObject({
      status: 503,
      body: { waitingFor: 'the first tick of an aggregator' },
    });
    await publisher.mark(at(1));
    await eventually('it is ready', () => isReady(one));
    await eventually('it says that it is stale', async () => {
      const { status, body } = await readyz(one);
      return (
        status === 503 &&
        body.waitingFor?.startsWith('the next tick of an aggregator: there has been none for')
      );
    });
    expect((await fetch(`${one.url}healthz`)).status).toBe(200);
    await publisher.mark(at(2));
    await eventually('it is ready again', () => isReady(one));
  });

  it('shows nothing more once partial sums are missing, and says so', async () => {
    const one = await gateway();
    await publisher.partial(0, [row(0, 'USA', 1, 100, 1)]);
    await publisher.partial(0, [row(0, 'USA', 1, 100, 1)], { from: 5, to: 6 });
    await publisher.mark(at(1));
    const fault = (await one.failure) as Error;
    expect(fault.message).toBe(
      'from: partition 0: expected partial sums after record message 1, got after 5',
    );
    expect(await readyz(one)).toMatchObject({
      status: 503,
      body: { waitingFor: `a restart: ${fault.message}` },
    });
  });

  it('shows nothing more once a later build has written what it can not read, and says what to do', async () => {
    const one = await gateway();
    await publisher.mark(at(1));
    await publisher.partial(0, [row(0, 'USA', 1, 100, 1)], {}, 2);
    const fault = (await one.failure) as Error;
    expect(fault.message).toBe(
      'version: expected 1 to 1, got 2; a newer build wrote it: upgrade this process, gateways before aggregators',
    );
    expect((await readyz(one)).status).toBe(503);
  });

  it('passes over an end of a tick that servers have kept twice, and goes on', async () => {
    const one = await gateway();
    const client = await viewer(one);
    client.send({ type: 'subscribe', id: 'x', view: VIEW });
    await publisher.mark(at(1));
    await untilSeq(client, 1);
    await publisher.partial(0, [row(0, 'USA', 1, 100, 1)]);
    await publisher.mark(at(2), { tick: 1 });
    await publisher.mark(at(3), { tick: 2 });
    await untilSeq(client, 2);
    expect(updates(client).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(rowsOf(client)).toEqual([[BEGUN, 'USA', 1, 0.000001, 1]]);
  });

  it('takes records, and publishes them', async () => {
    const one = await gateway({ takesRecords: true });
    const record = {
      time: new Date().toISOString(),
      flow: 'export',
      partner: 'USA',
      commodity: '85',
      netKg: 1,
    };
    const response = await fetch(`${one.url}api/records`, { method: 'POST', body: JSON.stringify(record) });
    expect(await response.json()).toMatchObject({ accepted: 1, rejected: [] });
    const { state } = await publisher.cluster.manager.streams.info('TRADEWALL_RECORDS');
    expect(state.messages).toBe(1);
    expect(await (await fetch(`${one.url}metrics`)).text()).toContain('tradewall_records_published_total 1');
  });

  it('goes on where the server of NATS was gone for a while', async () => {
    const one = await gateway();
    const client = await viewer(one);
    client.send({ type: 'subscribe', id: 'x', view: VIEW });
    await publisher.mark(at(1));
    await untilSeq(client, 1);
    await nats.servers[0]!.stop('SIGKILL');
    await nats.servers[0]!.start();
    await eventually('partial sums are taken again', async () => {
      try {
        await publisher.partial(0, [row(0, 'USA', 1, 100, 1)]);
        return true;
      } catch {
        return false;
      }
    });
    await publisher.mark(at(2));
    await untilSeq(client, publisher.tick);
    expect(rowsOf(client)).toEqual([[BEGUN, 'USA', 1, 0.000001, 1]]);
  }, 30_000);
});

describe('a timeline that all gateways share', () => {
  const NAME = 'year';
  const FILE = join(mkdtempSync(join(tmpdir(), 'tradewall-gateway-')), `${NAME}.ndjson`);
  beforeAll(() => {
    const random = createRandom(3);
    const records = Array.from({ length: 365 }, (_, day) =>
      randomRecord(random, Date.UTC(2025, 0, 1 + day, 8)),
    );
    writeFileSync(FILE, toNdjson(records));
  });
  afterAll(() => rmSync(dirname(FILE), { recursive: true }));

  it('has one playhead: commands show in the same frames everywhere, and on gateways that start later', async () => {
    const [one, other] = [await gateway({ files: [FILE] }), await gateway({ files: [FILE] })];
    const view = { timeline: NAME, measures: ['value'], by: ['flow'], bucket: '1d', last: 3 };
    const clientsOf = async (...of: RunningServer[]) => Promise.all(of.map((each) => viewer(each)));
    const [a, b] = (await clientsOf(one, other)) as [PlainFeedClient, PlainFeedClient];
    for (const client of [a, b]) client.send({ type: 'subscribe', id: 'x', view });
    await untilShown([a, b]);
    const begun = publisher.tick;
    a.send({
      type: 'control',
      request: 1,
      timeline: NAME,
      command: 'seek',
      time: '2025-06-01',
      speed: 86_400,
      by: 'A',
    });
    const reply = await a.waitFor(isType('reply'));
    expect(reply).toMatchObject({ request: 1, order: 1 });
    for (let tick = 0; tick < 4; tick++) await publisher.mark(at(60 + publisher.tick));
    for (const client of [a, b]) await untilSeq(client, publisher.tick);
    const told = (client: PlainFeedClient) => updates(client).filter(({ seq }) => seq > begun);
    expect(told(a)).toHaveLength(4);
    expect(told(a)).toEqual(told(b));
    expect(told(b)[0]!.control).toMatchObject([{ by: 'A', command: 'seek', order: 1 }]);

    const late = await gateway({ files: [FILE] });
    await eventually('it is ready', () => isReady(late));
    const [c] = (await clientsOf(late)) as [PlainFeedClient];
    c.send({ type: 'subscribe', id: 'x', view });
    await untilShown([a, c], 61);
    expect(updates(c).at(-1)!.clock).toEqual(updates(a).at(-1)!.clock);
    expect(rowsOf(c)).toEqual(rowsOf(a));
  });

  it('refuses a wrong command where it was given, and nothing of it is published', async () => {
    const client = await viewer(await gateway({ files: [FILE] }));
    client.send({ type: 'subscribe', id: 'x', view: { timeline: NAME, measures: ['value'] } });
    await untilShown([client]);
    client.send({ type: 'control', request: 7, timeline: NAME, command: 'speed' });
    expect(await client.waitFor(isType('error'))).toMatchObject({
      code: 'bad-control',
      request: 7,
      field: 'speed',
    });
    const { state } = await publisher.cluster.manager.streams.info('TRADEWALL_TICKS');
    expect(state.messages).toBe(publisher.tick);
  });
});
