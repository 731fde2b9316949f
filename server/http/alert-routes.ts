import { Hono } from 'hono';
import type { AlertSettings } from '../alerts/alert-settings.js';
import { TimelineAlerts } from '../alerts/timeline-alerts.js';
import type { Calendar } from '../calendar/calendar.js';
import type { Session } from '../timelines/sessions.js';
import type { Timeline } from '../timelines/timeline.js';
import { findTimeline } from '../timelines/find-timeline.js';
import { instantParameter } from './instant-parameter.js';
import { refuseUnknown } from './refuse-unknown.js';

export interface AlertRouteOptions {
  readonly calendar: Calendar;
  readonly settings: AlertSettings;
  /** Wall clock, epoch ms. */
  readonly now: () => number;
  /** The private session of a name, whose own playhead its viewer's alerts are as of. */
  readonly sessionOf: (name: string) => Session | undefined;
}

/**
 * `GET /api/alerts`: what is unusual on a timeline, as of an instant or by default the playhead. Of what a replay has not come
 * to yet nothing is told: a later instant counts as the playhead, from which a viewer's own estimate differs by a moment.
 */
export function alertRoutes(timelines: ReadonlyMap<string, Timeline>, options: AlertRouteOptions): Hono {
  const watched = new WeakMap<Timeline, TimelineAlerts>();
  const alertsOf = (timeline: Timeline): TimelineAlerts => {
    const known = watched.get(timeline);
    if (known !== undefined) return known;
    const alerts = new TimelineAlerts(timeline, options.calendar, options.settings, options.now);
    watched.set(timeline, alerts);
    return alerts;
  };
  const routes = new Hono();
  routes.get('/', async (context) => {
    const query = context.req.query();
    refuseUnknown(query, ['timeline', 'at']);
    const name = query['timeline'] ?? [...timelines.keys()][0] ?? '';
    const session = options.sessionOf(name);
    const timeline = findTimeline(timelines, session?.of ?? name);
    const { time: playhead } = (session?.timeline ?? timeline).clock();
    const at = instantParameter('at', query['at']) ?? playhead;
    return context.json(await alertsOf(timeline).at(Math.min(at, playhead)));
  });
  return routes;
}
