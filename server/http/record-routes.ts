import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Hono, type Context } from 'hono';
import type { ClientShare } from '../access/client-share.js';
import type { Identity } from '../access/roles.js';
import { ProblemError, type Problem } from '../../protocol/errors.js';
import type { Rejection } from '../../protocol/record.js';
import { IntakeTally } from '../records/intake-tally.js';
import type { BodyFormat } from '../records/body-format.js';
import { takeBody } from '../records/take-body.js';
import type { RecordTaker } from '../records/record-taker.js';
import { problemAnswer } from './problem-answer.js';
import { paced } from './request-limits.js';

export interface RecordRouteOptions {
  readonly taker: RecordTaker;
  readonly onReject: (rejection: Rejection) => void;
  /** Aborted when the server is to end: no more is read of any body then. */
  readonly closing?: AbortSignal;
}

/** Media types of bodies; of those that say nothing, what the body begins with tells. */
const FORMATS: Readonly<Record<string, BodyFormat | undefined>> = {
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
  'application/json': 'json',
  'text/csv': 'csv',
  'text/plain': undefined,
  'application/octet-stream': undefined,
  // What curl says unless it is told otherwise.
  'application/x-www-form-urlencoded': undefined,
  '': undefined,
};

/** What whoever sends is told where no records are taken. */
export const NO_RECORDS: Problem = {
  code: 'not-found',
  field: 'path',
  message: 'path: this server takes no records; start it with --live',
};

/** `POST /api/records`: takes the records of a body, and answers once they are on disk. */
export function recordRoutes({ taker, onReject, closing }: RecordRouteOptions): Hono {
  const routes = new Hono();
  routes.post('/', async (context) => {
    const format = formatOf(context);
    const isGzip = encodingOf(context) === 'gzip';
    if (taker.isBusy) refuseBusy();
    const tally = new IntakeTally(onReject);
    try {
      const bytes = bytesOf(context, closing);
      await takeBody(taker, { bytes, format, isGzip, sender: senderOf(context) }, tally);
      return context.json(tally.report);
    } catch (fault) {
      if (!(fault instanceof ProblemError)) throw fault;
      // What was written before stays taken, and the sender is to know of it.
      return problemAnswer(fault.problem, { ...tally.report });
    }
  });
  return routes;
}

function bytesOf(context: Context, closing: AbortSignal | undefined): AsyncIterable<Uint8Array> {
  const { body } = context.req.raw;
  if (body === null) return Readable.from([]);
  const bytes = closing === undefined ? body : untilClosing(body, closing);
  const share = context.get('share') as ClientShare | undefined;
  return share === undefined ? bytes : paced(bytes, share);
}

/** Ends with a problem where the server does, so that the sender hears what of the body is taken. */
async function* untilClosing(body: ReadableStream, closing: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* Readable.fromWeb(body, { signal: closing }) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    if (!closing.aborted) throw cause;
    const message = 'records: the server is shutting down; send again what is not counted here';
    throw new ProblemError({ code: 'unavailable', message }, { cause });
  }
}

/** Whose ids the records have that name no source: those of the token. */
function senderOf(context: Context): string {
  return (context.get('identity') as Identity | undefined)?.name ?? '';
}

function formatOf(context: Context): BodyFormat | undefined {
  const type = (context.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (Object.hasOwn(FORMATS, type)) return FORMATS[type];
  const allowed = 'application/x-ndjson, application/json or text/csv';
  return refuse('unsupported-type', 'Content-Type', `expected ${allowed}, got ${type.slice(0, 80)}`);
}

function encodingOf(context: Context): 'gzip' | 'identity' {
  const encoding = (context.req.header('content-encoding') ?? 'identity').toLowerCase();
  if (encoding === 'gzip' || encoding === 'identity') return encoding;
  return refuse(
    'unsupported-type',
    'Content-Encoding',
    `expected gzip or none, got ${encoding.slice(0, 80)}`,
  );
}

function refuseBusy(): never {
  throw new ProblemError({
    code: 'too-busy',
    message: `records: more come in than the disk takes; send them again a little later`,
  });
}

function refuse(code: 'unsupported-type', field: string, problem: string): never {
  throw new ProblemError({ code, field, message: `${field}: ${problem}` });
}
