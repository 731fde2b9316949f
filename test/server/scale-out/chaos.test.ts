import { describe, expect, it } from 'vitest';
import { holdProcess } from '../../../scripts/hold-process.js';
import type { ViewRequest } from '../../../protocol/view.js';
import type { Cluster } from '../../../server/scale-out/cluster.js';
import { RECORDS_STREAM, TICKS_STREAM } from '../../../server/scale-out/streams.js';
import { DEFAULT_PARTITIONS } from '../../../server/scale-out/timeline-terms.js';
import { clusterCommand } from '../../support/cluster-command.js';
import { BATCH, EndlessSender } from '../../support/endless-sender.js';
import { eventually } from '../../support/eventually.js';
import { freePorts } from '../../../scripts/nats-servers.js';
import { natsOfTest } from '../../support/nats-of-test.js';
import { createRandom, randomFrom, type Random } from '../../support/random.js';
import { FigureCheck, naiveFigures, shownFigures } from '../../support/shown-figures.js';
import { SupervisedCommand } from '../../support/supervised-command.js';
import { WanderingViewer } from '../../support/wandering-viewer.js';

/** As many as the suite has time for; `VIEWERS=500 ROUNDS=3 npm run chaos` has more of both. */
const VIEWERS = Number(process.env['VIEWERS'] ?? 60);
const ROUNDS = Number(process.env['ROUNDS'] ?? 1);

/** A cluster that lost a server takes some seconds to agree on who leads, on a machine under load many; viewers are in one process. */
const PATIENCE_MS = 90_000 + 500 * VIEWERS;

/** Bytes that the stream has room for until it is full: more than comes before the limit is there, as none below what is there may be set. */
const ROOM = 500_000;

const VIEWS: readonly ViewRequest[] = [[], ['flow'], ['partner']].map((by) => ({
  timeline: 'live',
  measures: ['records', 'value', 'tonnage'],
  by: by as ViewRequest['by'],
  bucket: 'all',
}));

const nats = natsOfTest(3, { areHosts: true });

const aggregate = (): SupervisedCommand => new SupervisedCommand(() => clusterCommand('aggregate', nats.url));
const gateway = (port: number): SupervisedCommand =>
  new SupervisedCommand(() => clusterCommand('gateway', nats.url, '--port', String(port)));

async function countsAll(aggregator: SupervisedCommand): Promise<boolean> {
  const { url } = await aggregator.running();
  const metrics = await (await fetch(`${url}metrics`)).text();
  return new RegExp(`^tradewall_partitions ${DEFAULT_PARTITIONS}$`, 'm').test(metrics);
}

/** Asks servers that may be about to agree on who leads, until they do. */
function agreed<T>(ask: () => Promise<T>): Promise<Exclude<T, false | null | undefined>> {
  return eventually('the servers agree', () => ask().catch(() => undefined), PATIENCE_MS);
}

/** Sets how many bytes more the stream of records takes. */
function limitRecords({ manager }: Cluster, room: number): Promise<unknown> {
  return agreed(async () => {
    const { config, state } = await manager.streams.info(RECORDS_STREAM);
    const max_bytes = room === Infinity ? -1 : state.bytes + room;
    return manager.streams.update(RECORDS_STREAM, { ...config, max_bytes });
  });
}

/** What each process says of itself, and how it ended before without being told to. */
async function statusOf(commands: readonly SupervisedCommand[]): Promise<string[]> {
  const statuses = commands.map(async (command) => {
    const { url } = await command.running();
    const ready = await (await fetch(`${url}readyz`)).text();
    return [ready, ...command.failures.map((failure) => `  had ended: ${failure}`)].join('\n');
  });
  return Promise.all(statuses);
}

/** How many messages each server's copies of records and of partial sums have, and their numbers. */
async function copiesOfStreams(): Promise<string> {
  const copies = nats.servers.map(async ({ monitor }) => {
    const page = await fetch(`${monitor}/jsz?streams=true`).catch(() => undefined);
    const details = (await page?.json()) as JetStreamPage | undefined;
    const streams = details?.account_details?.flatMap(({ stream_detail }) => stream_detail) ?? [];
    return [RECORDS_STREAM, TICKS_STREAM].map((stream) => copyOf(streams, stream)).join(', ');
  });
  return (await Promise.all(copies)).join('; ');
}

function copyOf(streams: readonly StreamDetail[], stream: string): string {
  const state = streams.find(({ name }) => name === stream)?.state;
  return state === undefined ? 'none' : `${state.messages} from ${state.first_seq} to ${state.last_seq}`;
}

/** Of a server's page of streams, what is read here. */
interface JetStreamPage {
  readonly account_details?: readonly { readonly stream_detail: readonly StreamDetail[] }[];
}

interface StreamDetail {
  readonly name: string;
  readonly state: { readonly messages: number; readonly first_seq: number; readonly last_seq: number };
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  return items.map(() => left.splice(random.whole(0, left.length - 1), 1)[0]!);
}

function sum<T>(items: readonly T[], figure: (item: T) => number): number {
  return items.reduce((total, item) => total + figure(item), 0);
}

/** The processes of a cluster, their senders, and what befalls them; each event ends when all are there again. */
async function startCluster(random: Random) {
  const cluster = await nats.join();
  const aggregators = [aggregate(), aggregate()];
  await Promise.all(aggregators.map((each) => each.running()));
  const ports = await freePorts(3);
  const gateways = ports.map((port) => gateway(port));
  await Promise.all(gateways.map((each) => each.running()));
  const commands = [...aggregators, ...gateways];
  nats.closeAfter(async () => {
    await Promise.all(commands.map((each) => each.stop('SIGKILL')));
  });
  const senders = ['a', 'b'].map(
    (name, index) => new EndlessSender(cluster, name, randomFrom(random.seed + index)),
  );
  /** Until so many more records are acknowledged. */
  const goOn = async (): Promise<void> => {
    const acknowledged = (): number => sum(senders, (sender) => sender.acknowledged);
    const from = acknowledged();
    await eventually('more is acknowledged', () => acknowledged() >= from + 10 * BATCH, PATIENCE_MS);
  };
  const die = async (command: SupervisedCommand): Promise<void> => {
    await command.stop('SIGKILL');
    await goOn();
    await command.start();
  };
  const stopServer = (signal: NodeJS.Signals) => async (): Promise<void> => {
    const server = random.pick(nats.servers);
    await server.stop(signal);
    await goOn();
    await server.start();
  };
  const events: Record<string, () => Promise<void>> = {
    'a nats-server is stopped and started again': stopServer('SIGTERM'),
    'a nats-server dies': stopServer('SIGKILL'),
    'a nats-server answers nobody, and goes on': async () => {
      const { child } = random.pick(nats.servers);
      await holdProcess(child!);
      await goOn();
      child!.kill('SIGCONT');
    },
    'a nats-server is cut off from all others, and comes back': async () => {
      const server = random.pick(nats.servers);
      await server.cutOff();
      await goOn();
      server.letThrough();
    },
    'an aggregator dies': () => die(random.pick(aggregators)),
    'an aggregator hangs until the other has its partitions, and goes on': async () => {
      const held = random.whole(0, 1);
      const { child } = await aggregators[held]!.running();
      await holdProcess(child);
      await eventually('the other has its partitions', () => countsAll(aggregators[1 - held]!), PATIENCE_MS);
      child.kill('SIGCONT');
      await goOn();
    },
    'a gateway dies': () => die(random.pick(gateways)),
    'the stream of records is full': async () => {
      for (const { refusals } of senders) refusals.clear();
      await limitRecords(cluster, ROOM);
      const isTold = (): boolean => senders.some(({ refusals }) => refusals.has('disk-full'));
      await eventually('senders are told', isTold, PATIENCE_MS);
      await limitRecords(cluster, Infinity);
      // One that is killed later sets the limit of before again, and removes what is above it: see docs/scale-out.md.
      for (const server of nats.servers) {
        await server.stop('SIGTERM');
        await server.start();
        await goOn();
      }
    },
  };
  return { senders, goOn, events, commands, feeds: ports.map((port) => `ws://127.0.0.1:${port}/feed`) };
}

describe('a cluster whose processes die, hang and lose each other', () => {
  it('counts every acknowledged record once, and shows no viewer a wrong total on the way', async () => {
    const random = createRandom(2026);
    const cut = nats.areHosts
      ? 'by pulling their cables'
      : 'only by holding them: no network may be made here';
    console.log(`seed ${random.seed}, ${VIEWERS} viewers; servers are cut off ${cut}`);
    const { senders, goOn, events, commands, feeds } = await startCluster(random);
    const { wrong, check } = new FigureCheck(() => sum(senders, ({ sent }) => sent.length));
    const viewers = Array.from(
      { length: VIEWERS },
      (_, index) =>
        new WanderingViewer(VIEWS[index % VIEWS.length]!, feeds, randomFrom(random.seed + 10 + index), check),
    );
    nats.closeAfter(() => {
      for (const viewer of viewers) viewer.close();
    });
    await goOn();
    await eventually(
      'every viewer has begun',
      () => viewers.every(({ counts }) => counts.begun > 0),
      PATIENCE_MS,
    );
    for (let round = 0; round < ROUNDS; round++)
      for (const name of shuffled(Object.keys(events), random)) {
        await events[name]!();
        console.log(`${name}\n  copies of records and ticks: ${await copiesOfStreams()}`);
        expect(wrong.slice(0, 5), name).toEqual([]);
      }
    await Promise.all(senders.map((sender) => sender.end()));
    const records = senders.flatMap((sender) => sender.sent);
    const expected = new Map(VIEWS.map((view) => [view, JSON.stringify(naiveFigures(view, records))]));
    const hasAll = (viewer: WanderingViewer): boolean =>
      JSON.stringify(shownFigures(viewer)) === expected.get(viewer.view);
    await eventually('every viewer has all', () => viewers.every(hasAll), PATIENCE_MS).catch(() => undefined);
    const behind = viewers.filter((viewer) => !hasAll(viewer));
    console.log(
      `${behind.length} viewers have not all; processes:\n${(await statusOf(commands)).join('\n')}`,
    );
    for (const viewer of viewers) expect(shownFigures(viewer)).toEqual(naiveFigures(viewer.view, records));
    expect(wrong.slice(0, 5)).toEqual([]);
    const [resumed, begun] = [
      sum(viewers, ({ counts }) => counts.resumed),
      sum(viewers, ({ counts }) => counts.begun),
    ];
    console.log(
      `${records.length} records; viewers resumed ${resumed} times, and began ${begun} times from a snapshot`,
    );
  }, 1_800_000);
});
