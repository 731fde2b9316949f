import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alerts } from '../../../protocol/alerts.js';
import { ALERT_DEFAULTS } from '../../../server/alerts/alert-settings.js';
import { openStore, type Store } from '../../../server/store/store.js';
import type { CellSource } from '../../../server/timelines/cell-source.js';
import { createReplaySource } from '../../../server/timelines/replay/replay-source.js';
import { TimelineClock } from '../../../server/timelines/timeline-clock.js';
import { Timeline } from '../../../server/timelines/timeline.js';
import { createTestApp } from '../../support/test-app.js';
import { tempFiles } from '../store/temp-files.js';

const DAY = 86_400_000;
const FROM = Date.UTC(2023, 2, 10);
const DROP = Date.UTC(2026, 5, 5);
const PLAYHEAD = Date.UTC(2026, 5, 15);
const TO = Date.UTC(2026, 7, 1);

const files = tempFiles();
let store: Store;
/** Of both, exports to the USA are 400 for 1,000 dollars a day from `DROP`; they differ in what comes after `PLAYHEAD`. */
let recovers: CellSource;
let worsens: CellSource;
beforeAll(async () => {
  store = await openStore('memory');
  recovers = await imported('recovers', 1_000);
  worsens = await imported('worsens', 100);
});
afterAll(() => store.close());

async function imported(name: string, later: number): Promise<CellSource> {
  const rows = ['time,flow,partner,value,currency'];
  for (let time = FROM; time < TO; time += DAY) {
    const usa = time < DROP ? 1_000 : time < PLAYHEAD ? 400 : later;
    const day = new Date(time).toISOString().slice(0, 10);
    rows.push(`${day},export,USA,${usa},USD`, `${day},export,JPN,1000,USD`);
  }
  await store.import(files.write(`${name}.csv`, `${rows.join('\n')}\n`), { as: name });
  return createReplaySource(store, (await store.dataset(name))!);
}

/** What is told while the playhead stands at an instant, and that of a private session at another. */
function alertsOf(
  source: CellSource,
  playhead: number,
  ownPlayhead = playhead,
): (query?: string) => Promise<Alerts> {
  const { from, to, name } = source.description;
  const clock = new TimelineClock({ from, to, start: ownPlayhead, speed: 1, loop: false }, playhead);
  const session = { timeline: new Timeline(source, clock, () => playhead), of: name, secret: '' };
  const { app } = createTestApp(source, playhead, {
    alerts: { ...ALERT_DEFAULTS, dimensions: ['partner'] },
    sessionOf: (asked) => (asked === `${name}~1` ? session : undefined),
  });
  return async (query = '') => (await (await app.request(`/api/alerts${query}`)).json()) as Alerts;
}

const ofUsa = ({ alerts }: Alerts): Alerts['alerts'] => alerts.filter(({ code }) => code === 'USA');

describe('alerts of a replay', () => {
  it('are as of the playhead, in figures that can be summed up by hand', async () => {
    const found = await alertsOf(recovers, PLAYHEAD)();
    expect(found).toMatchObject({ kind: 'replay', at: PLAYHEAD, next: PLAYHEAD + DAY, obstacle: null });
    const [usa, ...others] = ofUsa(found);
    expect(others).toEqual([]);
    expect(usa).toMatchObject({ from: DROP, to: null, ending: null, observed: 4_000, direction: 'below' });
    expect(usa!.expected).toBeCloseTo(10_000, 6);
  });

  it('know nothing of what the dataset has later, by day and within the day', async () => {
    for (let playhead = DROP; playhead <= PLAYHEAD; playhead += DAY / 2) {
      const [one, other] = await Promise.all([alertsOf(recovers, playhead)(), alertsOf(worsens, playhead)()]);
      expect({ ...other, timeline: 'recovers' }, new Date(playhead).toISOString()).toEqual(one);
    }
    expect((await alertsOf(recovers, DROP)()).alerts).toEqual([]);
    const day = await alertsOf(worsens, PLAYHEAD)();
    expect(await alertsOf(worsens, PLAYHEAD + DAY - 1)()).toEqual(day);
  });

  it('are those of the playhead where a later instant is asked for', async () => {
    const ask = alertsOf(worsens, PLAYHEAD);
    const now = await ask();
    for (const at of [PLAYHEAD + 1, TO - DAY, TO, TO + 365 * DAY])
      expect(await ask(`?at=${at}`), new Date(at).toISOString()).toEqual(now);
    expect(await ask('?at=2026-06-10')).toMatchObject({ at: Date.UTC(2026, 5, 10) });
  });

  it('of a private session are as of its own playhead, behind or ahead of the others’', async () => {
    for (const [own, shared] of [
      [PLAYHEAD, TO],
      [TO, PLAYHEAD],
    ] as const) {
      const ask = alertsOf(recovers, shared, own);
      const alone = await alertsOf(recovers, own)();
      expect(await ask('?timeline=recovers~1')).toEqual(alone);
      expect(await ask(`?timeline=recovers~1&at=${TO + DAY}`)).toEqual(alone);
      expect(await ask()).toEqual(await alertsOf(recovers, shared)());
    }
  });

  it('are the same before the playhead once it has been further on, and tell the end only there', async () => {
    const ask = alertsOf(recovers, TO);
    const end = ofUsa(await ask())[0];
    expect(end).toMatchObject({ from: DROP, to: PLAYHEAD, ending: 'back', observed: 4_000 });
    expect(await ask(`?at=${PLAYHEAD}`)).toEqual(await alertsOf(recovers, PLAYHEAD)());
  });
});
