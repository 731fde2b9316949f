import { Hono } from 'hono';
import type { Calendar } from '../calendar/calendar.js';
import type { Timeline } from '../timelines/timeline.js';
import { findTimeline } from '../timelines/find-timeline.js';
import { instantParameter } from './instant-parameter.js';
import { refuseUnknown } from './refuse-unknown.js';

const KNOWN = ['timeline', 'from', 'to'];

/** `GET /api/chapters`: what the calendar has of a timeline's span, or of the time between `from` and `to`. */
export function chapterRoutes(timelines: ReadonlyMap<string, Timeline>, calendar: Calendar): Hono {
  const routes = new Hono();
  routes.get('/', (context) => {
    const query = context.req.query();
    refuseUnknown(query, KNOWN);
    const { timeline } = query;
    const span =
      timeline === undefined ? { from: -Infinity, to: null } : findTimeline(timelines, timeline).info();
    const from = Math.max(span.from, instantParameter('from', query['from']) ?? -Infinity);
    const to = Math.min(span.to ?? Infinity, instantParameter('to', query['to']) ?? Infinity);
    return context.json({ chapters: calendar.between(from, to) });
  });
  return routes;
}
