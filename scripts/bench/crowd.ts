import { setTimeout as pause } from 'node:timers/promises';
import { median, type BenchLine } from './bench-line.js';
import { startChild } from './child.js';
import { deliveryDelays, percentile99 } from './delivery.js';

const VIEWERS = 10_000;
const ROUNDS = 3;
/** Until every viewer has its snapshots, and what came with the connections is let go of. */
const WARM_UP_MS = 15_000;
const MEASURED_MS = 10_000;

interface Memory {
  readonly bytes: number;
  readonly ticksDue: readonly number[];
}

interface Arrivals {
  readonly cpuMs: number;
  readonly frames: number;
  readonly arrivals: Float64Array;
}

interface CrowdRound {
  readonly kbPerViewer: number;
  readonly delayMs: number;
  readonly viewerCpuShare: number;
  readonly bytesPerFrame: number;
}

const IDLE = 'an idle connection of plain ws';

/** Memory and delivery of one process with ten thousand viewers of a wall. */
export async function measureCrowd(): Promise<readonly BenchLine[]> {
  const ours: CrowdRound[] = [];
  const idle: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await measureOurs());
    idle.push(await measureIdle());
  }
  const scene = `${VIEWERS.toLocaleString('en')} viewers × 24 views at 1 Hz in one process`;
  const busy = Math.max(...ours.map(({ viewerCpuShare }) => viewerCpuShare));
  return [
    {
      what: `Memory per viewer, ${scene}`,
      unit: 'KB',
      contestants: [
        { name: 'Tradewall, while they watch', rounds: ours.map(({ kbPerViewer }) => kbPerViewer) },
        { name: IDLE, rounds: idle },
      ],
      goals: [{ atMost: 16 }],
      notes: [
        'resident memory after a garbage collection, free heap left out, less that before the first viewer; what the kernel holds for a connection is not in',
      ],
    },
    {
      what: `Delivery delay, ${scene}`,
      unit: 'ms, p99',
      contestants: [{ name: 'Tradewall', rounds: ours.map(({ delayMs }) => delayMs) }],
      goals: [{ atMost: 150 }],
      notes: [
        'from when a tick was due, before its records are summed, until the viewer has the whole frame',
        `${Math.round(median(ours.map(({ bytesPerFrame }) => bytesPerFrame)))} bytes per frame; the viewers, one process on the same machine, were ${Math.round(100 * busy)} % busy at most`,
      ],
    },
  ];
}

async function measureOurs(): Promise<CrowdRound> {
  const server = await startChild('crowd-tradewall.js');
  try {
    const before = await server.ask<Memory>({});
    const viewers = await startChild('fan-out-viewers.js', [
      String(server.ready),
      String(VIEWERS),
      'binary',
      'timed',
    ]);
    try {
      await pause(WARM_UP_MS);
      const [memory, first] = [
        await server.ask<Memory>({}),
        await viewers.ask<Arrivals & { bytes: number }>({}),
      ];
      await pause(MEASURED_MS);
      const second = await viewers.ask<Arrivals & { bytes: number }>({});
      const { ticksDue } = await server.ask<Memory>({});
      const frames = second.frames - first.frames;
      if (frames < (MEASURED_MS / 1_000 - 2) * VIEWERS)
        throw new Error(`crowd: only ${frames} frames arrived`);
      return {
        kbPerViewer: (memory.bytes - before.bytes) / VIEWERS / 1_024,
        delayMs: percentile99(deliveryDelays(second.arrivals, ticksDue)),
        viewerCpuShare: (second.cpuMs - first.cpuMs) / MEASURED_MS,
        bytesPerFrame: (second.bytes - first.bytes) / frames,
      };
    } finally {
      await viewers.stop();
    }
  } finally {
    await server.stop();
  }
}

/** KB per connection. */
async function measureIdle(): Promise<number> {
  const server = await startChild('crowd-peer.js');
  try {
    const before = await server.ask<Memory>({});
    const viewers = await startChild('fan-out-viewers.js', [String(server.ready), String(VIEWERS), 'plain']);
    try {
      await pause(2_000);
      const after = await server.ask<Memory>({});
      return (after.bytes - before.bytes) / VIEWERS / 1_024;
    } finally {
      await viewers.stop();
    }
  } finally {
    await server.stop();
  }
}
