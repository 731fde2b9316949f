import { median, type BenchLine, type Contestant } from './bench-line.js';
import { measureFanOutRound, VIEWERS, type FanOutRound, type FanOutServer } from './fan-out-round.js';
import { peerFile } from './peers.js';
import { wallViews } from './wall-views.js';

const ROUNDS = 3;
const VIEWS = wallViews().length;
const SCENE = `${VIEWERS} viewers × ${VIEWS} views × 4 Hz`;

const JSON_FORM = 'Tradewall, one frame of JSON';
const RAW = 'one pre-framed socket write of the same bytes';
const WS = `ws ${VIEWS} messages`;
const SOCKET_IO = `socket.io, ${VIEWS} rooms`;
const BUN = `Bun, ${VIEWS} topics`;

const SHARED = 'all with the same views';

const OURS: FanOutServer = {
  script: 'fan-out-tradewall.js',
  args: ['wall'],
  speaks: 'binary',
  messagesPerTick: 1,
};
const OURS_JSON: FanOutServer = { ...OURS, speaks: 'json' };
const OURS_APART: FanOutServer = { ...OURS, args: ['pool'], speaks: 'sets' };

/** Peers that send the bytes of our frame in one write, or those of our JSON in a message for each view, as their users would. */
function peersFor(frameBytes: number, jsonBytes: number): Record<string, FanOutServer> {
  const messages = {
    args: [String(VIEWS), String(Math.round(jsonBytes / VIEWS))],
    messagesPerTick: VIEWS,
  };
  const peer = (name: string): string => peerFile(`fan-out-${name}.mjs`);
  return {
    [RAW]: {
      script: 'fan-out-raw.js',
      args: [String(Math.round(frameBytes))],
      speaks: 'plain',
      messagesPerTick: 1,
    },
    [WS]: { script: peer('ws'), ...messages, speaks: 'plain' },
    [SOCKET_IO]: { script: peer('socket-io'), ...messages, speaks: 'socket.io' },
    [BUN]: { script: peer('bun'), ...messages, speaks: 'plain', runtime: peerFile('node_modules/.bin/bun') },
  };
}

/** Server CPU per viewer and tick of the feed beside its peers. */
export async function measureFanOut(): Promise<readonly BenchLine[]> {
  const ours: FanOutRound[] = [];
  const json: FanOutRound[] = [];
  const apart: FanOutRound[] = [];
  const peers = new Map<string, FanOutRound[]>();
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await measureFanOutRound(OURS));
    json.push(await measureFanOutRound(OURS_JSON));
    apart.push(await measureFanOutRound(OURS_APART));
    for (const [name, server] of Object.entries(
      peersFor(ours.at(-1)!.bytesPerTick, json.at(-1)!.bytesPerTick),
    )) {
      peers.set(name, [...(peers.get(name) ?? []), await measureFanOutRound(server)]);
    }
  }
  const all = [...ours, ...json, ...apart, ...[...peers.values()].flat()];
  return [
    {
      what: `Server CPU per viewer and tick, ${SCENE}`,
      unit: 'µs',
      contestants: [
        contestant('Tradewall, one frame of the binary form', ours),
        contestant(JSON_FORM, json),
        ...[...peers].map(([name, rounds]) => contestant(name, rounds)),
      ],
      goals: [
        { peer: RAW, atMost: 1.1 },
        { peer: WS, atMost: 1 / 15 },
        { peer: SOCKET_IO, atMost: 1 / 30 },
        { peer: BUN, atMost: 1 },
      ],
      notes: [
        `what ${VIEWERS} viewers add to the CPU time of a process that keeps the same views for nobody, ours ${idleCpu(ours)} ms a tick: encoding, sockets and all else is in, records and the collecting of what they leave are not`,
        'after a simulated day of running, over the same hours of the day',
        `${bytesOf(ours)} bytes per viewer and tick, ${bytesOf(json)} as JSON; the peers that send a message per view share these out evenly and do nothing else`,
        `the viewers were at most ${Math.round(100 * Math.max(...all.map(({ viewerCpuShare }) => viewerCpuShare)))} % busy and took every frame`,
      ],
    },
    {
      what: `Server CPU per viewer and tick, ${VIEWERS} viewers with ${VIEWERS} different sets of ${VIEWS} views`,
      unit: 'µs',
      contestants: [contestant('each with views of its own choice', apart), contestant(SHARED, ours)],
      goals: [{ peer: SHARED, atMost: 3 }],
      notes: [
        `${bytesOf(apart)} and ${bytesOf(ours)} bytes per viewer and tick; each chose ${VIEWS} of 36 views`,
      ],
    },
  ];
}

function contestant(name: string, rounds: readonly FanOutRound[]): Contestant {
  return { name, rounds: rounds.map(({ cpuPerViewerAndTickUs }) => cpuPerViewerAndTickUs) };
}

function bytesOf(rounds: readonly FanOutRound[]): number {
  return Math.round(median(rounds.map(({ bytesPerTick }) => bytesPerTick)));
}

function idleCpu(rounds: readonly FanOutRound[]): string {
  return median(rounds.map(({ idleCpuPerTickMs }) => idleCpuPerTickMs)).toPrecision(2);
}
