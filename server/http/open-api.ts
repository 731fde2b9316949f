import { toJsonSchema } from '@valibot/to-json-schema';
import { array, number, object, string, type GenericSchema } from 'valibot';
import { AlertsSchema } from '../../protocol/alerts.js';
import { BUCKETS } from '../../protocol/buckets.js';
import { DIMENSIONS, GROUPINGS } from '../../protocol/dimensions.js';
import { LIMITS } from '../../protocol/limits.js';
import { describeMeasures } from '../../protocol/measure-formulas.js';
import { MEASURES } from '../../protocol/measures.js';
import { ChapterSchema } from '../../protocol/chapters.js';
import { ErrorMessageSchema, ViewUpdateSchema } from '../../protocol/server-messages.js';
import { TimelineInfoSchema } from '../../protocol/timeline-info.js';
import { KNOWN } from '../../protocol/view.js';
import { recordsPath } from './record-schema.js';
import { ARROW_STREAM } from './arrow-stream.js';

type Json = Record<string, unknown>;

/** What is answered over HTTP, as an OpenAPI 3.1 document. */
export function openApi(version: string): Json {
  return {
    openapi: '3.1.0',
    info: { title: 'Tradewall', version, description: 'A real-time monitor of foreign trade.' },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths: guarded({
      '/api/timelines': {
        get: get('What can be subscribed to', json(object({ timelines: array(TimelineInfoSchema) }))),
      },
      '/api/view': { get: { ...get('One snapshot of a view', viewContent()), parameters: viewParameters() } },
      '/api/chapters': {
        get: {
          ...get('Expos, holidays and policy dates', json(object({ chapters: array(ChapterSchema) }))),
          parameters: ['timeline', 'from', 'to'].map((name) => parameter(name, { type: 'string' })),
        },
      },
      '/api/alerts': {
        get: {
          ...get('Flows that are unlike what their calendar lets expect', json(AlertsSchema)),
          parameters: [
            parameter('timeline', { type: 'string', description: 'its name, or that of a private session' }),
            parameter('at', {
              type: 'string',
              description: 'an instant, no later than the playhead; by default the playhead',
            }),
          ],
        },
      },
      '/api/dictionaries/{dimension}': {
        get: {
          ...get('Names of the codes of a dimension', { 'application/json': { schema: namesSchema() } }),
          parameters: [
            parameter('dimension', { enum: DIMENSIONS }, 'path', true),
            parameter('timeline', {
              type: 'string',
              description: 'names that its own files give go before those that are built in',
            }),
            parameter('lang', { enum: ['en', 'zh-CN'], default: 'en' }),
          ],
        },
      },
      '/api/records': recordsPath(),
      '/api/tickets': { post: ticketOperation() },
      '/metrics': {
        get: get('Figures for Prometheus', { 'text/plain': { schema: { type: 'string' } } }),
      },
      '/record.schema.json': { get: get('A record, as a JSON Schema', {}) },
      '/healthz': { get: get('Whether the process runs', {}) },
      '/readyz': { get: get('Whether it is ready to serve viewers', {}) },
      '/asyncapi.json': { get: get('The feed as an AsyncAPI document', {}) },
      '/openapi.json': { get: get('This document', {}) },
    }),
  };
}

/** A token where the server asks for one, and none where it does not. */
const BY_TOKEN = [{ token: [] }, {}];

/** Answers of all that may take a token and is limited. */
function guarded(paths: Readonly<Record<string, Readonly<Record<string, Json>>>>): Json {
  const refusals = {
    '401': problem('A token is missing, or not known here'),
    '403': problem('The token is of another role, or the page or the name of the server not allowed'),
    '429': problem('More than the address or the token may; try again after Retry-After'),
  };
  const withRefusals = (operation: Json): Json => ({
    ...operation,
    security: BY_TOKEN,
    responses: { ...refusals, ...(operation['responses'] as Json) },
  });
  const isGuarded = (path: string): boolean => path.startsWith('/api/') || path === '/metrics';
  return Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => [
      path,
      isGuarded(path)
        ? Object.fromEntries(Object.entries(operations).map(([method, each]) => [method, withRefusals(each)]))
        : operations,
    ]),
  );
}

function ticketOperation(): Json {
  const ticket = object({ ticket: string(), seconds: number(), name: string(), roles: array(string()) });
  const { responses, ...operation } = get(
    'A short-lived ticket for the address of a WebSocket',
    json(ticket),
  );
  return { ...operation, responses: { '200': (responses as Json)['200'] } };
}

function problem(description: string): Json {
  return { description, content: json(ErrorMessageSchema) };
}

function get(summary: string, content: Json): Json {
  const refusal = problem('A problem, naming the place, the value and the remedy');
  return { summary, responses: { '200': { description: summary, content }, '400': refusal, '404': refusal } };
}

function json(schema: GenericSchema): Json {
  return { 'application/json': { schema: toJsonSchema(schema, { typeMode: 'output' }) } };
}

function viewContent(): Json {
  return {
    ...json(ViewUpdateSchema),
    'text/csv': { schema: { type: 'string' } },
    [ARROW_STREAM]: { schema: { type: 'string', format: 'binary' } },
  };
}

function namesSchema(): Json {
  return { type: 'object', additionalProperties: { type: 'string' } };
}

function viewParameters(): Json[] {
  const list = (values: readonly string[]): Json => ({ type: 'array', items: { enum: values } });
  return [
    parameter('timeline', { type: 'string' }),
    parameter('measures', { ...list(MEASURES), description: describeMeasures() }, 'query', true),
    parameter('by', { ...list(GROUPINGS), maxItems: 2 }),
    parameter('bucket', { enum: BUCKETS, default: '1s' }),
    parameter('last', { type: 'integer', minimum: 1, maximum: LIMITS.bucketsPerView, default: 60 }),
    parameter('top', { type: 'integer', minimum: 1, maximum: LIMITS.topGroups }),
    parameter('rankBy', { enum: ['value', 'tonnage', 'records'], default: 'value' }),
    parameter('known', { enum: KNOWN, default: 'now' }),
    parameter('at', { type: 'string', description: 'an instant or `end`; by default the playhead' }),
    ...DIMENSIONS.map((dimension) =>
      parameter(`where.${dimension}`, { type: 'array', items: { type: 'string' } }),
    ),
  ];
}

function parameter(name: string, schema: Json, place: 'query' | 'path' = 'query', required = false): Json {
  const isList = schema['type'] === 'array';
  return { name, in: place, required, schema, ...(isList ? { style: 'form', explode: false } : {}) };
}
