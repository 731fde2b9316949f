import type { ViewRequest } from '../../protocol/view.js';
import type { BenchLine } from './bench-line.js';
import { startChild, type BenchChild } from './child.js';
import { peerFile } from './peers.js';
import { recordsAsArrow } from './records-arrow.js';
import { simulatedHours } from './simulated-hours.js';
import { wallViews } from './wall-views.js';

const ROUNDS = 7;
/** Records of the busiest hours are enough for a peer that takes microseconds for each. */
const PERSPECTIVE_HOURS = 4;

const OURS = 'Tradewall';
const DUCKDB = 'DuckDB GROUP BY, one thread';
const PERSPECTIVE = 'Perspective table.update, one view';

/** Groups by two dimensions, which no other view shares the work for. */
const PAIRED: ViewRequest = {
  timeline: 'simulated',
  measures: ['value', 'tonnage', 'records'],
  by: ['partner', 'commodity:2'],
  bucket: '1mo',
  last: 1,
};

/** What a record costs a view: many views of a wall, and the dearest kind of view alone. */
export async function measureRecords(): Promise<readonly BenchLine[]> {
  const { records } = simulatedHours();
  const wall = await measureViews(wallViews(), records);
  const paired = await measureViews([PAIRED], records);
  const unit = 'ns';
  const about = `${Math.round(records / 1_000)},000 records of two days in hourly batches; the peer has the same columns and sums, codes as small integers`;
  return [
    {
      what: `records: CPU per record and view, the ${wallViews().length} views of a wall`,
      unit,
      contestants: [
        { name: OURS, rounds: wall.ours },
        { name: DUCKDB, rounds: wall.duckdb },
        { name: PERSPECTIVE, rounds: await measurePerspective() },
      ],
      goals: [
        { peer: DUCKDB, atMost: 1 / 2 },
        { peer: PERSPECTIVE, atMost: 1 / 200 },
      ],
      notes: [
        about,
        'a batch is summed up once per dimension, whatever the number of views of it; a view of two dimensions looks at every record',
        'Perspective takes Arrow streams of five columns; its view sums value and weight by flow',
      ],
    },
    {
      what: 'records: CPU per record, one view by partner and chapter',
      unit,
      contestants: [
        { name: OURS, rounds: paired.ours },
        { name: DUCKDB, rounds: paired.duckdb },
      ],
      notes: [about],
    },
  ];
}

async function measureViews(
  views: readonly ViewRequest[],
  records: number,
): Promise<{ ours: number[]; duckdb: number[] }> {
  const children = [
    await startChild('records-tradewall.js', [JSON.stringify(views)]),
    await startChild('records-duckdb-peer.js', [JSON.stringify(views)]),
  ] as const;
  const perView = async (child: BenchChild): Promise<number> =>
    (1e6 * (await child.ask<{ cpuMs: number }>({})).cpuMs) / (records * views.length);
  const [ours, duckdb]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await perView(children[0]));
    duckdb.push(await perView(children[1]));
  }
  for (const child of children) await child.stop();
  return { ours, duckdb };
}

async function measurePerspective(): Promise<number[]> {
  const child = await startChild(peerFile('records-perspective.mjs'));
  const streams = recordsAsArrow(PERSPECTIVE_HOURS);
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { cpuMs, records } = await child.ask<{ cpuMs: number; records: number }>({ streams });
    rounds.push((1e6 * cpuMs) / records);
  }
  await child.stop();
  return rounds;
}
