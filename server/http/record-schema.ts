import { toJsonSchema } from '@valibot/to-json-schema';
import { IntakeProblemSchema, IntakeReportSchema, RecordSchema } from '../../protocol/record.js';

type Json = Record<string, unknown>;

/** A record as a JSON Schema of its own. */
export function recordSchema(): Json {
  return { title: 'Trade record', ...jsonSchema() };
}

/** `/api/records` as OpenAPI has it. */
export function recordsPath(): Record<'get' | 'post', Json> {
  const record = jsonSchema();
  const report = toJsonSchema(IntakeReportSchema, { typeMode: 'output' });
  const schema = toJsonSchema(IntakeProblemSchema, { typeMode: 'output' });
  const problem = (description: string): Json => ({
    description,
    content: { 'application/json': { schema } },
  });
  const instant = (name: string): Json => ({
    name,
    in: 'query',
    schema: { type: 'string', description: 'an ISO 8601 date or instant, or epoch ms' },
  });
  return {
    get: {
      summary: 'The records of the live timeline as they count now, in the order of time',
      parameters: [instant('from'), instant('to')],
      responses: {
        '200': { description: 'A record a line', content: { 'application/x-ndjson': { schema: record } } },
        '400': problem('A parameter is not an instant, or unknown'),
      },
    },
    post: {
      summary: 'Takes trade records; answers once they are on disk',
      description:
        'One record a line, an array of them, or rows of CSV under a header of the same names; gzip with Content-Encoding. ' +
        'What is right is taken, whatever is wrong beside it. A body of up to 16,384 records is taken as a whole or not at all.',
      requestBody: {
        required: true,
        content: {
          'application/x-ndjson': { schema: record },
          'application/json': { schema: { type: 'array', items: record } },
          'text/csv': { schema: { type: 'string' } },
        },
      },
      responses: {
        '200': {
          description: 'What became of the records',
          content: { 'application/json': { schema: report } },
        },
        '400': problem('The body as a whole can not be read, or not to its end'),
        '415': problem('Neither a media type nor an encoding that is read'),
        '429': problem('More comes in than can be written; try again after Retry-After'),
        '503': problem('The server is shutting down; what is counted in the answer is taken'),
        '507': problem('The disk is full; what is counted in the answer is taken'),
      },
    },
  };
}

function jsonSchema(): Json {
  return toJsonSchema(RecordSchema, { typeMode: 'input' }) as Json;
}
