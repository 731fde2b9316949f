import { Hono, type Context } from 'hono';
import { accepts } from 'hono/accepts';
import { DIMENSIONS } from '../../protocol/dimensions.js';
import { ProblemError } from '../../protocol/errors.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { parseView, type View } from '../../protocol/view.js';
import { viewToCsv } from '../../protocol/view-csv.js';
import type { ViewExport } from '../../protocol/view-export.js';
import { instantOf } from '../timelines/clock-control.js';
import type { Timeline } from '../timelines/timeline.js';
import { ARROW_STREAM } from './arrow-stream.js';
import { findTimeline } from '../timelines/find-timeline.js';

const LISTS = ['measures', 'by'] as const;
const NUMBERS = ['last', 'top'] as const;
const PARAMETERS = new Set(['timeline', 'bucket', 'rankBy', 'known', 'at', ...LISTS, ...NUMBERS]);

/** `GET /api/view`: one snapshot of a view as JSON, CSV or Arrow. */
export function viewRoutes(timelines: ReadonlyMap<string, Timeline>): Hono {
  const routes = new Hono();
  routes.get('/', async (context) => {
    const view = parseQuery(context, timelines);
    const timeline = findTimeline(timelines, view.timeline);
    const info = timeline.info();
    const asOf = atOf(context.req.query('at'), info);
    const update = await timeline.query(view, asOf);
    return answer(context, view, { timeline: info, asOf, ...update });
  });
  return routes;
}

async function answer(context: Context, { bucket }: View, view: ViewExport): Promise<Response> {
  const type = accepts(context, {
    header: 'Accept',
    supports: ['application/json', 'text/csv', ARROW_STREAM],
    default: 'application/json',
  });
  if (type === 'application/json') return context.json(view);
  if (type === 'text/csv') {
    return context.body(viewToCsv(view, bucket), 200, {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': disposition(view, 'csv'),
    });
  }
  // Loaded when first asked for: it takes a tenth of a second and 10 MB that most servers never need.
  const { viewToArrow } = await import('./view-arrow.js');
  return context.body(new Uint8Array(viewToArrow(view, bucket)), 200, {
    'Content-Type': ARROW_STREAM,
    'Content-Disposition': disposition(view, 'arrows'),
  });
}

function disposition({ timeline }: ViewExport, extension: string): string {
  return `inline; filename="${timeline.name.replace(/[^\w.-]/g, '_')}.${extension}"`;
}

/** @throws ProblemError naming the parameter, the value and what is allowed */
function parseQuery(context: Context, timelines: ReadonlyMap<string, Timeline>): View {
  const query = context.req.queries();
  const request: Record<string, unknown> = { timeline: [...timelines.keys()][0] };
  const where: Record<string, string[]> = {};
  for (const [name, values] of Object.entries(query)) {
    const dimension = name.startsWith('where.') ? name.slice('where.'.length) : undefined;
    if (dimension !== undefined) where[dimension] = splitLists(values);
    else if (!PARAMETERS.has(name)) refuseParameter(name);
    else if (name !== 'at') request[name] = parameter(name, values);
  }
  return parseView({ ...request, where });
}

function parameter(name: string, values: string[]): unknown {
  if (LISTS.some((list) => list === name)) return splitLists(values);
  if (NUMBERS.some((number) => number === name))
    return /^\d+$/.test(values[0]!) ? Number(values[0]) : values[0];
  return values[0];
}

function splitLists(values: string[]): string[] {
  return values.flatMap((value) => value.split(',')).filter((value) => value !== '');
}

function refuseParameter(name: string): never {
  const allowed = [...PARAMETERS, ...DIMENSIONS.map((dimension) => `where.${dimension}`)].join(', ');
  throw new ProblemError({
    code: 'bad-request',
    field: name,
    message: `${name.slice(0, 80)}: unknown parameter; allowed are ${allowed}`,
  });
}

/** The instant to show: `end` of the span (of an endless one, the playhead), an instant, or by default the playhead. */
function atOf(at: string | undefined, info: TimelineInfo): number {
  if (at === undefined) return info.clock.time;
  if (at === 'end') return info.to ?? info.clock.time;
  try {
    return instantOf(/^-?\d+$/.test(at) && at.length > 4 ? Number(at) : at);
  } catch (cause) {
    const message = `at: expected end, an ISO 8601 date or instant, or epoch ms, got ${JSON.stringify(at.slice(0, 80))}`;
    throw new ProblemError({ code: 'bad-request', field: 'at', message }, { cause });
  }
}
