import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AlertsSchema, type Alerts } from '../../../protocol/alerts.js';
import { ALERT_DEFAULTS, type AlertSettings } from '../../../server/alerts/alert-settings.js';
import { TimelineAlerts } from '../../../server/alerts/timeline-alerts.js';
import { createCalendar } from '../../../server/calendar/calendar.js';
import { createSimulatedSource } from '../../../server/timelines/simulated/simulated-source.js';
import { createSimulatedTrade } from '../../../server/timelines/simulated/simulated-trade.js';
import type { CellSource } from '../../../server/timelines/cell-source.js';
import { Timeline } from '../../../server/timelines/timeline.js';
import { TimelineClock } from '../../../server/timelines/timeline-clock.js';
import { anomalousTrade, type Anomaly } from '../../support/anomalous-trade.js';
import { createJournalSource } from '../../support/journal-source.js';
import { createRandom } from '../../support/random.js';

const DAY = 86_400_000;
const beijing = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

function alertsOf(
  source: CellSource,
  now: () => number,
  settings: Partial<AlertSettings> = {},
): TimelineAlerts {
  const { from, to } = source.description;
  const clock = new TimelineClock({ from, to, start: now(), speed: 1, loop: false }, now());
  const timeline = new Timeline(source, clock, now);
  return new TimelineAlerts(timeline, createCalendar([]), { ...ALERT_DEFAULTS, ...settings }, now);
}

function simulatedWith(anomaly: Anomaly, seed: number): TimelineAlerts {
  const source = createSimulatedSource(seed, anomalousTrade(createSimulatedTrade({ seed }), anomaly));
  return alertsOf(source, () => beijing('2026-06-01'), { groups: 6, dimensions: ['partner'] });
}

const DROP: Anomaly = {
  dimension: 'partner',
  code: 'JPN',
  flow: 'export',
  from: beijing('2026-03-30'),
  to: beijing('2026-04-20'),
  factor: 0.5,
};

describe('alerts of a simulated timeline', () => {
  const random = createRandom(71);
  console.log(`seed ${random.seed}`);
  const alerts = simulatedWith(DROP, random.seed);
  const ofJapan = ({ alerts: all }: Alerts): Alerts['alerts'] =>
    all.filter(({ code, flow, from }) => code === 'JPN' && flow === 'export' && from > beijing('2026-03-01'));

  it('find exports to a partner that have halved for three weeks, with how much, since when and until when', async () => {
    const found = await alerts.at(beijing('2026-05-01'));
    expect(v.is(AlertsSchema, found)).toBe(true);
    const [alert, ...others] = ofJapan(found);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ dimension: 'partner', direction: 'below', ending: 'back' });
    expect(Math.abs(alert!.from - DROP.from)).toBeLessThanOrEqual(2 * DAY);
    expect(Math.abs(alert!.to! - DROP.to)).toBeLessThanOrEqual(2 * DAY);
    expect(alert!.change).toBeGreaterThan(-0.6);
    expect(alert!.change).toBeLessThan(-0.4);
    expect(alert!.change).toBeCloseTo(alert!.observed / alert!.expected - 1, 12);
  });

  it('are known within a week, go on with the same name, and nothing of them is known before', async () => {
    expect(ofJapan(await alerts.at(DROP.from))).toEqual([]);
    const [early] = ofJapan(await alerts.at(DROP.from + 7 * DAY));
    expect(early).toMatchObject({ to: null, ending: null });
    expect(early!.raised).toBeLessThanOrEqual(DROP.from + 7 * DAY);
    const [late] = ofJapan(await alerts.at(beijing('2026-05-01')));
    expect(late!.id).toBe(early!.id);
  });

  it('are the same at an instant however one got there, and whatever comes later', async () => {
    const later = simulatedWith(
      { ...DROP, from: beijing('2026-04-12'), factor: 3, to: beijing('2026-05-20') },
      random.seed,
    );
    const fresh = simulatedWith(DROP, random.seed);
    for (let round = 0; round < 6; round++) {
      const at = beijing('2026-01-01') + random.whole(0, 150 * DAY);
      expect(await fresh.at(at), new Date(at).toISOString()).toEqual(await alerts.at(at));
    }
    const before = simulatedWith({ ...DROP, from: beijing('2026-04-12'), factor: 0.1 }, random.seed);
    expect(await later.at(beijing('2026-04-12'))).toEqual(await before.at(beijing('2026-04-12')));
  });

  it('change when a day closes, and not before', async () => {
    const noon = beijing('2026-04-08') + 12 * 3_600_000;
    const { at, next } = await alerts.at(noon);
    expect([at, next]).toEqual([beijing('2026-04-08'), beijing('2026-04-09')]);
    expect(await alerts.at(next - 1)).toEqual(await alerts.at(at));
  });
});

describe('alerts of live records', () => {
  const NOW = beijing('2026-06-15');

  /** A partner's exports of 1,000 yuan a day, in two records, and all of another. */
  function steady(
    from: number,
    until: number,
    valueOf: (day: number) => number,
  ): ReturnType<typeof createJournalSource> {
    const source = createJournalSource('live');
    Object.assign(source.description, { from });
    for (let time = from + DAY / 2; time < until; time += DAY) {
      source.append({ time, flow: 'export', partner: 'USA', value: valueOf(time) * 100 });
      source.append({ time, flow: 'export', partner: 'JPN', value: 100_000 });
    }
    return source;
  }

  it('are not given before two years are known, and it is said from when on they will be', async () => {
    const source = steady(beijing('2025-03-10'), NOW, () => 1_000);
    const found = await alertsOf(source, () => NOW, { dimensions: ['partner'] }).at(NOW);
    expect(found).toMatchObject({
      obstacle: 'short-history',
      judged: 0,
      judgedFrom: beijing('2027-04-01'),
      alerts: [],
    });
  });

  it('have observed, expected and change of figures that can be summed up by hand', async () => {
    const source = steady(beijing('2023-03-10'), NOW, (time) =>
      time >= beijing('2026-06-05') ? 400 : 1_000,
    );
    const found = await alertsOf(source, () => NOW, { dimensions: ['partner'] }).at(NOW);
    const usa = found.alerts.find(({ code }) => code === 'USA')!;
    expect(usa).toMatchObject({ from: beijing('2026-06-05'), to: null, observed: 4_000, direction: 'below' });
    expect(usa.expected).toBeCloseTo(10_000, 6);
    expect(usa.change).toBeCloseTo(-0.6, 9);
    // All exports: 14,000 for 20,000.
    expect(found.alerts.find(({ dimension }) => dimension === 'flow')).toMatchObject({ observed: 14_000 });
  });

  it('take late records into account once a minute', async () => {
    const source = steady(beijing('2023-03-10'), NOW, (time) =>
      time >= beijing('2026-06-05') ? 400 : 1_000,
    );
    let now = NOW;
    const alerts = alertsOf(source, () => now, { dimensions: ['partner'] });
    expect((await alerts.at(NOW)).alerts).not.toEqual([]);
    for (let time = beijing('2026-06-05') + 1; time < NOW; time += DAY)
      source.append({ time, flow: 'export', partner: 'USA', value: 60_000 });
    expect((await alerts.at(NOW)).alerts).not.toEqual([]);
    now += 60_000;
    expect((await alerts.at(NOW)).alerts).toEqual([]);
  });

  it('are not raised by days of which nothing has come at all', async () => {
    const source = steady(beijing('2023-03-10'), beijing('2026-06-05'), () => 1_000);
    const found = await alertsOf(source, () => NOW, { dimensions: ['partner'] }).at(NOW);
    expect(found).toMatchObject({ obstacle: null, alerts: [] });
  });
});
