import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clusterCommand, type ClusterCommand } from '../../support/cluster-command.js';
import { runCommand } from '../../support/command-line.js';
import { eventually } from '../../support/eventually.js';
import { startNats, type NatsServers } from '../../../scripts/nats-servers.js';
import { sortRows } from '../../support/naive-view.js';
import { connectPlainClient, isType, type PlainFeedClient } from '../../support/plain-feed-client.js';

const VIEW = { timeline: 'live', measures: ['value', 'records'], by: ['partner'], bucket: 'all' };

let nats: NatsServers;
const commands: ClusterCommand[] = [];
const clients: PlainFeedClient[] = [];

beforeEach(async () => {
  nats = await startNats();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  await Promise.all(commands.splice(0).map((command) => command.stop()));
  await nats.remove();
});

async function start(role: 'aggregate' | 'gateway', ...args: string[]): Promise<ClusterCommand> {
  const command = await clusterCommand(role, nats.url, '--port', '0', ...args);
  commands.push(command);
  return command;
}

async function watch(gateway: ClusterCommand, before?: PlainFeedClient): Promise<PlainFeedClient> {
  const url = `${gateway.url.replace('http', 'ws')}feed`;
  const client = await connectPlainClient(url, before);
  clients.push(client);
  const resume = before?.resume === undefined ? {} : { resume: before.resume };
  client.send({ type: 'subscribe', id: 'x', view: VIEW, ...resume });
  return client;
}

function record(id: string, partner: string, value: number): object {
  const time = new Date(Date.now() - 5_000).toISOString();
  return { id, time, flow: 'export', partner, commodity: '85', value, currency: 'CNY' };
}

async function send(gateway: ClusterCommand, records: readonly object[]): Promise<unknown> {
  const body = records.map((each) => JSON.stringify(each)).join('\n');
  const headers = { 'content-type': 'application/x-ndjson' };
  const response = await fetch(`${gateway.url}api/records`, { method: 'POST', headers, body });
  return response.json();
}

async function untilShown(client: PlainFeedClient, rows: readonly unknown[]): Promise<void> {
  await eventually(`the viewer has ${JSON.stringify(rows)}`, () => {
    const shown = sortRows(client.views.get('x')?.rows.values() ?? []);
    return JSON.stringify(shown) === JSON.stringify(rows);
  });
}

describe('a cluster of commands', () => {
  it('counts what any gateway takes once on all of them, and a viewer whose gateway is killed goes on at another', async () => {
    await start('aggregate');
    const [one, other] = [await start('gateway', '--live'), await start('gateway', '--live')];
    const first = [record('a', 'USA', 100), record('b', 'JPN', 20)];
    expect(await send(one, first)).toMatchObject({ accepted: 2, rejected: [] });
    const [moving, kept] = [await watch(one), await watch(other)];
    const begun = [
      [null, 'JPN', 20, 1],
      [null, 'USA', 100, 1],
    ];
    for (const client of [moving, kept]) await untilShown(client, begun);
    expect(await send(other, [...first, record('c', 'USA', 1)])).toMatchObject({ rejected: [] });
    const counted = [
      [null, 'JPN', 20, 1],
      [null, 'USA', 101, 2],
    ];
    for (const client of [moving, kept]) await untilShown(client, counted);

    await one.stop('SIGKILL');
    await moving.closed;
    await send(other, [record('d', 'DEU', 7)]);
    await untilShown(kept, [[null, 'DEU', 7, 1], ...counted]);
    const moved = await watch(other, moving);
    const update = await moved.waitFor((message) => isType('update')(message) && 'x' in message.views);
    expect(update).toMatchObject({ views: { x: { kind: 'changes', rows: [[null, 'DEU', 7, 1]] } } });
    await untilShown(moved, [[null, 'DEU', 7, 1], ...counted]);
  }, 60_000);

  it('shows on a gateway that starts later what was counted before', async () => {
    await start('aggregate');
    const first = await start('gateway', '--live');
    await send(first, [record('a', 'USA', 100)]);
    await untilShown(await watch(first), [[null, 'USA', 100, 1]]);
    await untilShown(await watch(await start('gateway')), [[null, 'USA', 100, 1]]);
  }, 60_000);

  it('names the servers of NATS where they are missing', async () => {
    const { code, stderr } = await runCommand('gateway');
    expect(code).toBe(2);
    expect(stderr).toContain('--nats: missing');
  });
});
