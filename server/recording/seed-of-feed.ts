import { ProblemError } from '../../protocol/errors.js';

/** What a running server tells of a timeline, as far as it matters here. */
interface ToldTimeline {
  readonly name: string;
  readonly kind: string;
  readonly seed?: number;
}

/**
 * The seed that a running server simulates by, from which its records can be made again, each as it was.
 * @param address of its page or its feed
 * @throws ProblemError `bad-request` where there is no such server, or it simulates nothing
 */
export async function seedOfFeed(address: string): Promise<number> {
  const timelines = await timelinesOf(address);
  const simulated = timelines.find(({ seed }) => seed !== undefined);
  if (simulated?.seed !== undefined) return simulated.seed;
  const found = timelines.map(({ name, kind }) => `${name} (${kind})`).join(', ');
  return refuse(
    address,
    `expected a simulated timeline, found ${found}; a replay is in its dataset's file already, and a view of it is at /api/view`,
  );
}

async function timelinesOf(address: string): Promise<ToldTimeline[]> {
  try {
    const url = new URL('/api/timelines', address.replace(/^ws/, 'http'));
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url.href} answered ${response.status}`);
    return ((await response.json()) as { timelines: ToldTimeline[] }).timelines;
  } catch (cause) {
    return refuse(address, (cause as Error).message, cause);
  }
}

function refuse(address: string, problem: string, cause?: unknown): never {
  const message = `--feed: ${address}: ${problem}`;
  throw new ProblemError({ code: 'bad-request', field: '--feed', message }, { cause });
}
