import { ProblemError } from '../../protocol/errors.js';
import { recordedFeed } from '../recording/recorded-feed.js';
import { simulatedRecords } from '../recording/simulated-records.js';
import { writeRecording } from '../recording/write-recording.js';
import { userPath } from './user-path.js';

interface RecordFlags {
  readonly seed?: number;
  readonly feed?: string;
  readonly token?: string;
  readonly from: number;
  readonly to: number;
}

/** `tradewall record FILE`: writes simulated or live records to a file that imports and replays as any other. */
export async function record(file: string, { seed, feed, token, from, to }: RecordFlags): Promise<void> {
  if (from >= to) refuse('--to', `expected an instant after --from ${iso(from)}, got ${iso(to)}`);
  if (seed !== undefined && feed !== undefined)
    refuse('--feed', 'goes without --seed: the server has its own');
  const abort = new AbortController();
  const interrupt = (): void => abort.abort();
  process.once('SIGINT', interrupt);
  try {
    const records =
      feed === undefined
        ? simulatedRecords(seed ?? 42, from, to)
        : await recordedFeed(feed, from, to, token ?? process.env['TRADEWALL_TOKEN']);
    let count = 0;
    const counted = async function* (): AsyncGenerator<string> {
      for await (const lines of records) {
        count += lines.split('\n').length - 1;
        yield lines;
      }
    };
    await writeRecording(userPath(file), counted(), abort.signal);
    process.stdout.write(`${file}: ${count} records from ${iso(from)} to ${iso(to)}\n`);
  } finally {
    process.off('SIGINT', interrupt);
  }
}

function refuse(field: string, expectation: string): never {
  throw new ProblemError({ code: 'bad-request', field, message: `${field}: ${expectation}` });
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
