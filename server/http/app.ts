import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { nanoid } from 'nanoid';
import { ProblemError } from '../../protocol/errors.js';
import type { Calendar } from '../calendar/calendar.js';
import type { Timeline } from '../timelines/timeline.js';
import { guard, type GuardOptions } from './access-guard.js';
import { allowedMethods } from './allowed-methods.js';
import { limitRequests, type RequestLimitOptions } from './request-limits.js';
import { asyncApi } from './async-api.js';
import { alertRoutes, type AlertRouteOptions } from './alert-routes.js';
import { chapterRoutes } from './chapter-routes.js';
import { dictionaryRoutes, type FileNames } from './dictionary-routes.js';
import { healthRoutes, type HealthOptions } from './health-routes.js';
import { openApi } from './open-api.js';
import { problemAnswer } from './problem-answer.js';
import { NO_RECORDS, recordRoutes, type RecordRouteOptions } from './record-routes.js';
import { recordSchema } from './record-schema.js';
import { sentRecordRoutes } from './sent-record-routes.js';
import type { SentRecords } from '../recording/sent-records.js';
import { requestLog, type AnsweredRequest } from './request-log.js';
import { securityHeaders } from './security-headers.js';
import { ticketRoutes } from './ticket-routes.js';
import { viewRoutes } from './view-routes.js';

export interface AppOptions extends HealthOptions {
  readonly timelines: ReadonlyMap<string, Timeline>;
  readonly calendar: Calendar;
  readonly fileNames: FileNames;
  /** What makes a flow unusual; without, nothing is told of it. */
  readonly alerts?: Omit<AlertRouteOptions, 'calendar'>;
  /** Folder of the built client. */
  readonly clientDir: string;
  readonly onFault: (fault: unknown, reference: string) => void;
  /** Who may ask for what; without, everybody may. */
  readonly guard?: GuardOptions;
  /** How much whoever asks may; without, any amount. */
  readonly limits?: RequestLimitOptions;
  /** Told of each request that was answered. */
  readonly onRequest?: (request: AnsweredRequest) => void;
  /** Where records that are sent go; without, none are taken. */
  readonly records?: RecordRouteOptions;
  /** Where the records are that were sent; without, none are told. */
  readonly sent?: SentRecords;
}

/** Everything that is answered over HTTP. */
export function createApp(options: AppOptions): Hono {
  const app = new Hono();
  if (options.onRequest !== undefined) app.use(requestLog(options.onRequest));
  app.use(securityHeaders());
  app.use('/api/*', cors({ origin: options.guard?.origins.cors ?? '*' }));
  app.use('/embed.js', cors());
  app.use('/embed/*', cors());
  if (options.guard !== undefined) {
    app.use(guard(options.guard));
    if (options.limits !== undefined) app.use('/api/*', limitRequests(options.limits));
    app.route('/api/tickets', ticketRoutes(options.guard.access));
  }
  app.route('/', healthRoutes(options));
  app.get('/api/timelines', (context) =>
    context.json({ timelines: [...options.timelines.values()].map((timeline) => timeline.info()) }),
  );
  app.route('/api/view', viewRoutes(options.timelines));
  app.route('/api/chapters', chapterRoutes(options.timelines, options.calendar));
  if (options.alerts !== undefined) {
    const { calendar, alerts } = options;
    app.route('/api/alerts', alertRoutes(options.timelines, { calendar, ...alerts }));
  }
  app.route('/api/dictionaries', dictionaryRoutes(options.timelines, options.fileNames));
  if (options.records !== undefined) app.route('/api/records', recordRoutes(options.records));
  else app.post('/api/records', () => problemAnswer(NO_RECORDS));
  if (options.sent !== undefined) app.route('/api/records', sentRecordRoutes(options.sent));
  app.get('/record.schema.json', (context) => context.json(recordSchema()));
  app.get('/asyncapi.json', (context) => context.json(asyncApi(options.version)));
  app.get('/openapi.json', (context) => context.json(openApi(options.version)));
  app.route('/', clientFiles(options.clientDir));
  app.notFound(({ req }) => notServed(app, req.method, req.path));
  app.onError((fault) => respondToFault(fault, options.onFault));
  return app;
}

/** The pages and scripts; what has a hash in its name never changes, all else is asked for anew each time. */
function clientFiles(root: string): Hono {
  const files = new Hono();
  files.use('/assets/*', async (context, next) => {
    await next();
    if (context.res.ok) context.header('Cache-Control', 'public, max-age=31536000, immutable');
  });
  files.use('*', async (context, next) => {
    await next();
    if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-cache');
  });
  files.get('/wall', serveStatic({ root, rewriteRequestPath: () => '/wall.html' }));
  files.get('/wall/setup', serveStatic({ root, rewriteRequestPath: () => '/setup.html' }));
  files.get('*', serveStatic({ root }));
  return files;
}

function notServed(app: Hono, method: string, path: string): Response {
  const allowed = allowedMethods(app, path);
  if (allowed.length > 0) {
    const message = `method: ${method} is not answered at ${path}; allowed are ${allowed.join(', ')}`;
    const answer = problemAnswer({ code: 'method-not-allowed', message, field: 'method' });
    answer.headers.set('Allow', allowed.join(', '));
    return answer;
  }
  return problemAnswer({
    code: 'not-found',
    message: `path: nothing is served at ${path}; start at /, /wall or /openapi.json`,
    field: 'path',
  });
}

function respondToFault(fault: unknown, onFault: AppOptions['onFault']): Response {
  if (fault instanceof ProblemError) return problemAnswer(fault.problem);
  if (fault instanceof HTTPException) return fault.getResponse();
  const reference = nanoid(8);
  onFault(fault, reference);
  return problemAnswer({
    code: 'internal',
    message: `the server failed; its log has the details at ${reference}`,
  });
}
