import { ProblemError } from '../../protocol/errors.js';
import { simulatedRecords } from './simulated-records.js';

/** What a running server tells of a timeline, as far as it matters here. */
interface ToldTimeline {
  readonly name: string;
  readonly kind: string;
  readonly seed?: number;
}

/**
 * The records of a running server from `from` up to `to` (epoch ms) as NDJSON: what it was sent, as it counts now; or where
 * it simulates, the records of its seed, made again here, each as it was.
 * @param address of its page or its feed
 * @param token of an operator, where the server asks for one
 * @throws ProblemError `bad-request` where there is no such server, or nothing of it can be recorded
 */
export async function recordedFeed(
  address: string,
  from: number,
  to: number,
  token?: string,
): Promise<Iterable<string> | AsyncIterable<string>> {
  const server = { address, token };
  const timelines = await timelinesOf(server);
  if (timelines.some(({ kind }) => kind === 'live')) return sentRecordsOf(server, from, to);
  const simulated = timelines.find(({ seed }) => seed !== undefined);
  if (simulated?.seed !== undefined) return simulatedRecords(simulated.seed, from, to);
  const found = timelines.map(({ name, kind }) => `${name} (${kind})`).join(', ');
  return refuse(
    address,
    `expected a live or simulated timeline, found ${found}; a replay is in its dataset's file already, and a view of it is at /api/view`,
  );
}

interface AskedServer {
  readonly address: string;
  readonly token: string | undefined;
}

async function timelinesOf(server: AskedServer): Promise<ToldTimeline[]> {
  const response = await ask(server, '/api/timelines');
  return ((await response.json()) as { timelines: ToldTimeline[] }).timelines;
}

async function sentRecordsOf(server: AskedServer, from: number, to: number): Promise<AsyncIterable<string>> {
  const { body } = await ask(server, `/api/records?from=${iso(from)}&to=${iso(to)}`);
  return textsOf(server.address, body as unknown as AsyncIterable<Uint8Array>);
}

/** What breaks off is no recording: an end that is not the server's own is a failure. */
async function* textsOf(address: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  } catch (cause) {
    refuse(address, `the server broke off: ${(cause as Error).message}`, cause);
  }
}

async function ask({ address, token }: AskedServer, path: string): Promise<Response> {
  try {
    const url = new URL(path, address.replace(/^ws/, 'http'));
    const response = await fetch(
      url,
      token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } },
    );
    if (!response.ok)
      throw new Error(`${url.href} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
    return response;
  } catch (cause) {
    return refuse(address, (cause as Error).message, cause);
  }
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

function refuse(address: string, problem: string, cause?: unknown): never {
  const message = `--feed: ${address}: ${problem}`;
  throw new ProblemError({ code: 'bad-request', field: '--feed', message }, { cause });
}
