import { ALERT_DEFAULTS } from '../../server/alerts/alert-settings.js';
import { TimelineAlerts } from '../../server/alerts/timeline-alerts.js';
import { loadCalendar } from '../../server/calendar/load-calendar.js';
import { createSimulatedSource } from '../../server/timelines/simulated/simulated-source.js';
import { Timeline } from '../../server/timelines/timeline.js';
import { TimelineClock } from '../../server/timelines/timeline-clock.js';
import { startOfYear } from './simulated-units.js';

/** CPU of the process, ms. */
export interface AlertCost {
  /** Until the first answer: years are read, and what is usual is learnt. */
  readonly firstMs: number;
  /** For each day that closes. */
  readonly dayMs: number;
  /** For the first day of a quarter: what is usual is learnt anew. */
  readonly quarterMs: number;
}

const DAY = 86_400_000;
const DAYS = 80;

/** What alerts of the simulated timeline cost a server with the usual settings. */
export async function costOfAlerts(seed: number): Promise<AlertCost> {
  const start = startOfYear(2026);
  const clock = new TimelineClock({ from: start, to: null, start, speed: 1, loop: false }, start);
  const timeline = new Timeline(createSimulatedSource(seed), clock, () => start);
  const alerts = new TimelineAlerts(timeline, await loadCalendar([]), ALERT_DEFAULTS, () => start);
  const firstMs = await cpuOf(() => alerts.at(start));
  const daysMs = await cpuOf(async () => {
    for (let day = 1; day <= DAYS; day++) await alerts.at(start + day * DAY);
  });
  await alerts.at(start + 89 * DAY);
  const quarterMs = await cpuOf(() => alerts.at(start + 90 * DAY));
  return { firstMs, dayMs: daysMs / DAYS, quarterMs };
}

async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
