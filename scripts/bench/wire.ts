import { constants, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import type { BenchLine } from './bench-line.js';
import { startChild, type BenchChild } from './child.js';
import { peerFile } from './peers.js';
import { wallViews } from './wall-views.js';
import { wireTicks, type WireTick } from './wire-frames.js';

/** One round each, for figures grow through a year: the last is as long as they get. */
const STARTS = ['2026-02-16', '2026-05-20', '2026-08-15', '2026-11-25', '2026-12-28'];

/** Ten days: a day begins in a quarter of the ticks. */
const TICKS = 40;

const BINARY = 'Tradewall, binary';
const JSON_FORM = 'Tradewall, JSON';
const PERSPECTIVE = 'Perspective, row deltas';

/** What a changed cell takes on the wire, header, clock, ids and all, in ours and its peers, and deflated. */
export async function measureWire(): Promise<readonly BenchLine[]> {
  const rounds: Record<string, number[]> = {};
  const note = (name: string, figure: number): unknown => (rounds[name] ??= []).push(figure);
  let cellsPerTick = 0;
  let firstBytes: readonly [number, number] = [0, 0];
  for (const start of STARTS) {
    const [first, ...ticks] = await wireTicks(Date.parse(`${start}T08:00:00Z`), TICKS + 1);
    const cells = ticks.reduce((sum, tick) => sum + tick.cells, 0);
    cellsPerTick = cells / TICKS;
    firstBytes = [first!.binary.length, first!.json.length];
    note(BINARY, bytesOf(ticks.map(({ binary }) => binary)) / cells);
    note(JSON_FORM, bytesOf(ticks.map(({ json }) => json)) / cells);
    note(PERSPECTIVE, (await perspectiveBytes([first!, ...ticks])) / cells);
    for (const [name, frames] of [
      [BINARY, ticks.map(({ binary }) => binary)],
      [JSON_FORM, ticks.map(({ json }) => json)],
    ] as const) {
      for (const keeps of [false, true]) {
        const { bytes, cpuMs } = await deflated(frames, keeps);
        note(deflatedName(name, keeps), bytes / cells);
        note(`${deflatedName(name, keeps)} CPU`, (1_000 * cpuMs) / TICKS);
      }
    }
  }
  const contestant = (name: string, key = name): BenchLine['contestants'][number] => ({
    name,
    rounds: rounds[key]!,
  });
  const forms = [BINARY, JSON_FORM].flatMap((name) =>
    [false, true].map((keeps) => deflatedName(name, keeps)),
  );
  return [
    {
      what: `wire: bytes per changed cell, the ${wallViews().length} views of the default wall at a day per second`,
      unit: 'B',
      contestants: [contestant(BINARY), contestant(JSON_FORM), contestant(PERSPECTIVE)],
      goals: [{ atMost: 6 }, { peer: JSON_FORM, atMost: 1 / 8 }, { peer: PERSPECTIVE, atMost: 1 / 10 }],
      notes: [
        `whole frames: numbers of ticks, clock, windows and ids are in; ${Math.round(cellsPerTick)} cells of measures change in a tick`,
        `${TICKS} ticks from each of ${STARTS.join(', ')}; the first frame, which brings the snapshots, is ${firstBytes[0]} bytes in binary and ${firstBytes[1]} in JSON`,
        'Perspective holds each view as a table indexed by bucket and groups, and gets the rows that changed; its deltas are counted without the envelope that its WebSocket server puts around them',
      ],
    },
    {
      what: 'wire: the same after permessage-deflate',
      unit: 'B',
      contestants: [contestant(BINARY), ...forms.map((name) => contestant(name))],
      notes: [
        'what a context is kept for differs for every connection, so that such frames can not be shared',
      ],
    },
    {
      what: 'wire: CPU to deflate a frame',
      unit: 'µs',
      contestants: forms.map((name) => contestant(name, `${name} CPU`)),
      notes: ['zlib at its default level, as ws has it'],
    },
  ];
}

function deflatedName(name: string, keepsContext: boolean): string {
  return `${name}, deflated ${keepsContext ? 'with one context' : 'each alone'}`;
}

function bytesOf(frames: readonly Buffer[]): number {
  return frames.reduce((sum, { length }) => sum + length, 0);
}

async function perspectiveBytes(ticks: readonly WireTick[]): Promise<number> {
  const child: BenchChild = await startChild(peerFile('wire-perspective.mjs'));
  const measures = wallViews().map((view) => view.measures.length);
  let bytes = 0;
  for (const [index, { update }] of ticks.entries()) {
    const updates = Object.entries(update.views).map(([id, { columns, rows }]) => ({
      id,
      measures: measures[Number(id.slice(1)) - 1]!,
      columns,
      rows,
    }));
    const told = await child.ask<number>(updates);
    // The first brings the snapshots.
    if (index > 0) bytes += told;
  }
  await child.stop();
  return bytes;
}

/** Frames as RFC 7692 deflates them: the four bytes that end a flushed block are left out. */
async function deflated(
  frames: readonly Buffer[],
  keepsContext: boolean,
): Promise<{ bytes: number; cpuMs: number }> {
  let bytes = 0;
  let deflate = createDeflateRaw();
  const before = process.cpuUsage();
  for (const frame of frames) {
    if (!keepsContext) deflate = createDeflateRaw();
    bytes += (await flushed(deflate, frame)) - 4;
    if (!keepsContext) deflate.close();
  }
  const { user, system } = process.cpuUsage(before);
  return { bytes, cpuMs: (user + system) / 1_000 };
}

async function flushed(deflate: DeflateRaw, frame: Buffer): Promise<number> {
  let bytes = 0;
  const count = (chunk: Buffer): void => {
    bytes += chunk.length;
  };
  deflate.on('data', count);
  deflate.write(frame);
  await new Promise<void>((resolve) => {
    deflate.flush(constants.Z_SYNC_FLUSH, resolve);
  });
  deflate.off('data', count);
  return bytes;
}
