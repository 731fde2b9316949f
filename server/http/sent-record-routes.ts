import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { ProblemError } from '../../protocol/errors.js';
import { sentRecords, type SentRecords } from '../recording/sent-records.js';
import { instantParameter } from './instant-parameter.js';

const KNOWN = ['from', 'to'];

/** `GET /api/records`: the records of the live timeline as they count now, as NDJSON, as much of it as is read. */
export function sentRecordRoutes(sent: SentRecords): Hono {
  const routes = new Hono();
  routes.get('/', (context) => {
    const query = context.req.query();
    const unknown = Object.keys(query)
      .find((name) => !KNOWN.includes(name))
      ?.slice(0, 80);
    if (unknown !== undefined) {
      const message = `${unknown}: unknown parameter; allowed are ${KNOWN.join(', ')}`;
      throw new ProblemError({ code: 'bad-request', field: unknown, message });
    }
    const from = instantParameter('from', query['from']) ?? -Infinity;
    const to = instantParameter('to', query['to']) ?? Infinity;
    const body = Readable.from(encoded(sentRecords(sent, from, to)), { objectMode: false });
    return context.body(Readable.toWeb(body) as ReadableStream<Uint8Array>, 200, {
      'Content-Type': 'application/x-ndjson',
    });
  });
  return routes;
}

function* encoded(texts: Iterable<string>): Generator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
