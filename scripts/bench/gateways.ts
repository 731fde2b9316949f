import { median, type BenchLine } from './bench-line.js';
import {
  measureGatewaysRound,
  measureNatsRound,
  RECORDS_PER_SECOND,
  VIEWERS,
  type GatewaysRound,
} from './gateways-round.js';
import { wallViews } from './wall-views.js';

const ROUNDS = 3;

/** What a viewer costs gateways, and whether it costs more where there are more of them. */
export async function measureGateways(): Promise<BenchLine> {
  const rounds = new Map<number, GatewaysRound[]>([4, 2, 1].map((count) => [count, []]));
  const nats: GatewaysRound[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [count, figures] of rounds) figures.push(await measureGatewaysRound(count));
    nats.push(await measureNatsRound(bytesOf(rounds.get(1)!)));
  }
  const ours = [...rounds.values()].flat();
  const one = 'one gateway';
  const busy = Math.max(...[...ours, ...nats].map(({ viewerCpuShare }) => viewerCpuShare));
  return {
    what: `CPU of all gateways per viewer and tick, ${VIEWERS} viewers × ${wallViews().length} views × 4 Hz on each`,
    unit: 'µs',
    contestants: [
      { name: 'four gateways', rounds: figuresOf(rounds.get(4)!) },
      { name: 'two gateways', rounds: figuresOf(rounds.get(2)!) },
      { name: one, rounds: figuresOf(rounds.get(1)!) },
      { name: 'one nats-server, the same bytes on WebSockets of its own', rounds: figuresOf(nats) },
    ],
    goals: [{ peer: one, atMost: 1.1 }],
    notes: [
      'whole processes as users start them: reading and merging of partial sums, views, encoding and sockets',
      `one aggregator counts ${RECORDS_PER_SECOND.toLocaleString('en')} records a second, which change nearly every view in each tick; a gateway without a viewer then takes ${idleOf(ours)} ms a tick`,
      `${Math.round(bytesOf(ours))} bytes per viewer and tick; nats-server sends a message of as many, and does nothing else`,
      `the viewers of each server were a process of their own, at most ${Math.round(100 * busy)} % busy, and took every frame`,
    ],
  };
}

function figuresOf(rounds: readonly GatewaysRound[]): number[] {
  return rounds.map(({ cpuPerViewerAndTickUs }) => cpuPerViewerAndTickUs);
}

function bytesOf(rounds: readonly GatewaysRound[]): number {
  return median(rounds.map(({ bytesPerViewerAndTick }) => bytesPerViewerAndTick));
}

function idleOf(rounds: readonly GatewaysRound[]): string {
  return median(rounds.map(({ idleCpuPerTickMs }) => idleCpuPerTickMs)).toPrecision(2);
}
