import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IntakeReport } from '../../../protocol/record.js';
import type { Update } from '../../../protocol/server-messages.js';
import { parseView, type ViewRequest } from '../../../protocol/view.js';
import { rollUp } from '../../../server/scale-out/roll-up.js';
import { DEFAULT_PARTITIONS } from '../../../server/scale-out/timeline-terms.js';
import { clusterCommandOf, MAIN, type ClusterCommand } from '../../support/cluster-command.js';
import { ComparedViewer, differences } from '../../support/compared-viewer.js';
import { eventually } from '../../support/eventually.js';
import { naiveRows, sortRows } from '../../support/naive-view.js';
import { natsOfTest } from '../../support/nats-of-test.js';
import { createRandom, type Random } from '../../support/random.js';
import { randomRecord, toNdjson } from '../../support/record-lines.js';
import { countedRecords, nextRecords, type RecordModel } from '../../support/record-model.js';
import { tempFolders } from '../../support/temp-folder.js';

/** The command line of the other build; `npm run side-by-side -- REF` gives that of an earlier commit. */
const OTHER = process.env['OTHER_MAIN'] ?? MAIN;

/** How many times longer than in the suite a stretch is. */
const LENGTH = Number(process.env['LENGTH'] ?? 1);

/** Batches of each stretch, and ticks at which all have to have been compared. */
const [BATCHES, COMPARED] = [12, 5].map((least) => least * LENGTH) as [number, number];

/** Processes of two builds are started several times, on a machine under load. */
const PATIENCE_MS = 600_000;

/** How long viewers may wait for what was sent, ms. */
const SHOWN_MS = 60_000;

const REPLAY = 'year';

const LIVE: ViewRequest = { timeline: 'live', measures: ['records', 'value', 'tonnage'], bucket: 'all' };
const VIEWS: Readonly<Record<string, ViewRequest>> = {
  whole: LIVE,
  partners: { ...LIVE, by: ['partner'] },
  seconds: { ...LIVE, by: ['partner', 'flow'], bucket: '1s', last: 120 },
  top: { ...LIVE, by: ['commodity'], top: 2 },
  days: { ...LIVE, by: ['flow'], bucket: '1d', last: 10, where: { partner: ['USA', 'JPN'] } },
  replay: { timeline: REPLAY, measures: ['value'], by: ['flow'], bucket: '1d', last: 30 },
  simulated: { timeline: 'simulated', measures: ['value', 'tonnage'], by: ['flow'], bucket: '1h', last: 5 },
};

const nats = natsOfTest();
const tempFolder = tempFolders();

async function started(...given: Parameters<typeof clusterCommandOf>): Promise<ClusterCommand> {
  const command = await clusterCommandOf(...given);
  nats.closeAfter(() => command.stop('SIGKILL'));
  return command;
}

const aggregate = (main: string): Promise<ClusterCommand> => started(main, 'aggregate', nats.url);

/** A gateway and two viewers of it, one for each form of the feed. */
async function gateway(main: string, file: string): Promise<Side> {
  const command = await started(main, 'gateway', nats.url, '--live', '--simulated', file);
  const viewers = ['tradewall.v1.json', 'tradewall.v1.bin'].map(
    (form) => new ComparedViewer(`${command.url.replace('http', 'ws')}feed`, form, VIEWS),
  );
  nats.closeAfter(() => {
    for (const viewer of viewers) viewer.close();
  });
  return { command, viewers };
}

interface Side {
  readonly command: ClusterCommand;
  readonly viewers: readonly ComparedViewer[];
}

function replayFile(random: Random): string {
  const file = join(tempFolder(), `${REPLAY}.ndjson`);
  const records = Array.from({ length: 365 }, (_, day) =>
    randomRecord(random, Date.UTC(2025, 0, 1 + day, 8)),
  );
  writeFileSync(file, toNdjson(records));
  return file;
}

/** Sends new, repeated, revised and withdrawn records to each of the sides in turn, and a command over the replay. */
async function stretch(random: Random, model: RecordModel, sides: readonly Side[]): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    const records = nextRecords(random, model, Date.now() - 1_000, random.whole(1, 40));
    const side = sides[batch % sides.length]!;
    const response = await fetch(`${side.command.url}api/records`, {
      method: 'POST',
      body: toNdjson(records),
    });
    expect((await response.json()) as IntakeReport).toMatchObject({ accepted: records.length, rejected: [] });
    if (batch % 4 === 0)
      await side.viewers[0]!.control({
        timeline: REPLAY,
        command: 'seek',
        time: new Date(Date.UTC(2025, 1, random.whole(1, 300))).toISOString(),
        speed: 86_400,
      });
  }
}

/** Waits until all viewers show all that counts, and have been shown the same at each tick that several of them had. */
async function agree(model: RecordModel, sides: readonly Side[]): Promise<void> {
  const viewers = sides.flatMap((side) => side.viewers);
  const told = viewers.map((viewer) => viewer.shown.size);
  for (const viewer of viewers)
    await eventually('the viewer has all', () => isNaive(viewer, model), SHOWN_MS).catch(() => undefined);
  for (const viewer of viewers) expect(viewer.rows('partners')).toEqual(naive(viewer.last!, model));
  const wereCompared = (): boolean =>
    viewers.every((viewer, index) => viewer.shown.size >= told[index]! + COMPARED);
  await eventually('ticks were compared', wereCompared, SHOWN_MS);
  expect(differences(viewers)).toEqual([]);
}

function isNaive(viewer: ComparedViewer, model: RecordModel): boolean {
  const { last } = viewer;
  if (last === undefined) return false;
  return JSON.stringify(viewer.rows('partners')) === JSON.stringify(naive(last, model));
}

/** Rows at the time of the frame; records count from the second on that they are in. */
function naive({ clock }: Update, model: RecordModel): unknown[] {
  const records = countedRecords(model).map((record) => ({
    ...record,
    time: Math.floor(record.time / 1_000) * 1_000,
  }));
  return sortRows(naiveRows(parseView(VIEWS['partners']), records, clock['live']!.time, 0));
}

describe('processes of two builds side by side', () => {
  it(
    'show the same cells at each tick while aggregators and gateways of one take over from the other, and back',
    async () => {
      const random = createRandom(17);
      console.log(`seed ${random.seed}; ${OTHER} beside ${MAIN}`);
      const model: RecordModel = new Map();
      const file = replayFile(random);
      let counting = await aggregate(OTHER);
      const sides = [await gateway(OTHER, file), await gateway(MAIN, file)];
      await stretch(random, model, sides);
      await agree(model, sides);
      const own = await nats.join();
      for (const main of [MAIN, OTHER]) {
        const next = await aggregate(main);
        await counting.stop();
        counting = next;
        await stretch(random, model, sides);
        await agree(model, sides);
        // Who starts now begins with what this build has rolled up.
        for (let partition = 0; partition < DEFAULT_PARTITIONS; partition++)
          await rollUp(own, partition, Date.now());
        sides.push(await gateway(main, file));
        await stretch(random, model, sides);
        await agree(model, sides);
      }
      const ticks = Math.min(...sides.flatMap(({ viewers }) => viewers.map(({ shown }) => shown.size)));
      console.log(`${model.size} records, ${sides.length} gateways, at least ${ticks} ticks each compared`);
    },
    PATIENCE_MS,
  );
});
