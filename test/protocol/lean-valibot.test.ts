import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { ProblemError } from '../../protocol/errors.js';
import { parseServerMessage } from '../../protocol/server-messages.js';
import { parseView } from '../../protocol/view.js';
import { leanStandIns } from '../../scripts/lean-stand-ins.js';
import { timelineInfo } from '../support/feed-server.js';
import { createRandom } from '../support/random.js';

/** The parsers as the bundles have them. */
interface Lean {
  parseServerMessage(text: string): unknown;
  parseView(input: unknown): unknown;
}

const CLOCK = { time: 1, watermark: 1, speed: 1, state: 'playing', loop: false, range: { from: 1, to: 2 } };
const VIEW_UPDATE = {
  kind: 'changes',
  window: { from: 1, to: null },
  columns: ['bucket', 'flow', 'value'],
  rows: [
    [1, 'export', 2.5],
    [null, 'import', null],
  ],
  revised: [[1, 'export']],
};

const MESSAGES: readonly object[] = [
  {
    type: 'hello',
    protocol: 'tradewall.v1',
    session: 's',
    version: '1',
    now: 5,
    timelines: [timelineInfo({})],
    limits: { tickMs: 250 },
  },
  { type: 'update', seq: 2, from: 1, clock: { demo: CLOCK }, resume: 'a.1', views: { x: VIEW_UPDATE } },
  {
    type: 'reply',
    request: 1,
    timeline: 'demo',
    clock: CLOCK,
    session: { of: 'demo', secret: 's', info: timelineInfo({}) },
  },
  { type: 'error', code: 'bad-view', message: 'no', field: 'by', id: 'x' },
  { type: 'bye', reason: 'deploy', retryAfter: 2 },
];

const VIEW = {
  timeline: 'demo',
  measures: ['value'],
  by: ['partner'],
  where: { flow: ['export'] },
  bucket: '1d',
  last: 30,
  top: 5,
  rankBy: 'value',
};

/** What may stand anywhere in a message that somebody got wrong. */
const ODD: readonly unknown[] = [
  null,
  undefined,
  'x',
  '',
  0,
  -1,
  1.5,
  1e9,
  true,
  [],
  {},
  ['x'],
  [[1]],
  { from: 1 },
];

const ROUNDS = 4_000;

const random = createRandom(20261125);

describe(`what stands in for valibot in the bundles (SEED=${random.seed})`, () => {
  let lean: Lean;
  beforeAll(async () => {
    lean = await leanParsers();
  });

  it('takes and refuses the same messages, in the same words', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const text = JSON.stringify(mangled(MESSAGES[round % MESSAGES.length]!));
      expect(
        outcome(() => lean.parseServerMessage(text)),
        text,
      ).toEqual(outcome(() => parseServerMessage(text)));
    }
  });

  it('takes and refuses the same views, in the same words', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const view = mangled(VIEW);
      expect(
        outcome(() => lean.parseView(view)),
        JSON.stringify(view),
      ).toEqual(outcome(() => parseView(view)));
    }
  });
});

/** What comes of it: a value, or the problem by name, for the two have classes of their own. */
function outcome(act: () => unknown): unknown {
  try {
    return { value: act() };
  } catch (error) {
    if (error instanceof ProblemError || (error as Error).name === 'ProblemError')
      return { problem: (error as ProblemError).problem };
    throw error;
  }
}

/** A copy with one to three of its places changed, dropped or added. */
function mangled(original: object): unknown {
  const copy: object = structuredClone(original);
  for (let times = random.whole(1, 3); times > 0; times--) mangle(copy as Record<string, unknown>);
  return copy;
}

function mangle(place: Record<string, unknown>): void {
  const keys = Object.keys(place);
  if (keys.length === 0 || random.chance(0.2))
    return void (place['more'] = structuredClone(random.pick(ODD)));
  const key = random.pick(keys);
  const inner = place[key];
  if (typeof inner === 'object' && inner !== null && random.chance(0.7))
    return mangle(inner as Record<string, unknown>);
  if (random.chance(0.3)) Reflect.deleteProperty(place, key);
  else place[key] = structuredClone(random.pick(ODD));
}

async function leanParsers(): Promise<Lean> {
  const entry = fileURLToPath(new URL('../../protocol/index.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [leanStandIns()],
    build: { write: false, lib: { entry, formats: ['es'] } },
  });
  const { output } = (Array.isArray(built) ? built[0] : built) as Rolldown.RolldownOutput;
  return (await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`)) as Lean;
}
