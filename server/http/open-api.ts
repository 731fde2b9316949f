import { toJsonSchema } from '@valibot/to-json-schema';
import { array, object, type GenericSchema } from 'valibot';
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
    paths: {
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
            parameter('timeline', { type: 'string' }),
            parameter('at', { type: 'string', description: 'an instant; by default the playhead' }),
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
      '/record.schema.json': { get: get('A record, as a JSON Schema', {}) },
      '/healthz': { get: get('Whether the process runs', {}) },
      '/readyz': { get: get('Whether it is ready to serve viewers', {}) },
      '/asyncapi.json': { get: get('The feed as an AsyncAPI document', {}) },
    },
  };
}

function get(summary: string, content: Json): Json {
  const problem = {
    description: 'A problem, naming the place, the value and the remedy',
    content: json(ErrorMessageSchema),
  };
  return { summary, responses: { '200': { description: summary, content }, '400': problem, '404': problem } };
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
