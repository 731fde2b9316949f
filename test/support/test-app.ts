import type { Hono } from 'hono';
import type { AlertSettings } from '../../server/alerts/alert-settings.js';
import { createCalendar, type Calendar } from '../../server/calendar/calendar.js';
import { createApp } from '../../server/http/app.js';
import type { FileNames } from '../../server/http/dictionary-routes.js';
import type { RecordRouteOptions } from '../../server/http/record-routes.js';
import type { Session } from '../../server/timelines/sessions.js';
import type { CellSource } from '../../server/timelines/cell-source.js';
import { Timeline } from '../../server/timelines/timeline.js';
import { TimelineClock } from '../../server/timelines/timeline-clock.js';

/** The whole HTTP interface over one source whose clock stands at `now`. */
export function createTestApp(
  source: CellSource,
  now: number,
  {
    clientDir = 'build/client',
    calendar = createCalendar([]),
    fileNames = () => Promise.resolve({}),
    records,
    alerts,
    sessionOf = () => undefined,
  }: {
    clientDir?: string;
    calendar?: Calendar;
    fileNames?: FileNames;
    records?: RecordRouteOptions;
    alerts?: AlertSettings;
    sessionOf?: (name: string) => Session | undefined;
  } = {},
): { app: Hono; faults: unknown[] } {
  const { from, to } = source.description;
  const clock = new TimelineClock({ from, to, start: now, speed: 1, loop: false }, now);
  const timeline = new Timeline(source, clock, () => now);
  const faults: unknown[] = [];
  const app = createApp({
    timelines: new Map([[timeline.name, timeline]]),
    calendar,
    fileNames,
    version: 'test',
    clientDir,
    notReady: () => undefined,
    onFault: (fault) => faults.push(fault),
    ...(records === undefined ? {} : { records }),
    ...(alerts === undefined ? {} : { alerts: { settings: alerts, now: () => now, sessionOf } }),
  });
  return { app, faults };
}
