import { ProblemError } from '../../protocol/errors.js';
import { RECORDS_PATH } from '../../protocol/record-messages.js';
import { IntakeTally } from '../records/intake-tally.js';
import { fileMessages, type FileMessage } from '../sending/file-messages.js';
import { publishMessages } from '../sending/publish-messages.js';
import { sendMessages } from '../sending/send-messages.js';
import { EXIT, problemOf } from './failure.js';
import { userPath } from './user-path.js';

interface SendFlags {
  readonly to?: string;
  readonly nats?: string;
  readonly token?: string;
  readonly patience: number;
  readonly json: boolean;
}

/** `tradewall send FILE…`: sends the records of files to a server; one bad file does not stop the rest. */
export async function send(files: string[], flags: SendFlags): Promise<void> {
  const abort = new AbortController();
  const interrupt = (): void => abort.abort();
  process.once('SIGINT', interrupt);
  const { deliver, close } = await wayOf(flags, abort.signal);
  try {
    for (const file of files)
      if (!(await sendFile(file, flags.json, deliver))) process.exitCode = EXIT.failed;
  } finally {
    process.off('SIGINT', interrupt);
    await close();
  }
}

/** Brings messages to where they are to go. */
type Deliver = (messages: AsyncIterable<FileMessage>, tally: IntakeTally) => Promise<void>;

async function wayOf(
  { to, nats, token, patience }: SendFlags,
  signal: AbortSignal,
): Promise<{ deliver: Deliver; close: () => Promise<void> }> {
  const patienceMs = patience * 1_000;
  if (nats !== undefined && to !== undefined) refuseBoth();
  if (nats !== undefined) {
    const { openIntake } = await import('../scale-out/open-intake.js');
    const { taker, close } = await openIntake(nats, 'send', Date.now);
    return {
      deliver: (messages, tally) => publishMessages(messages, tally, taker, { patienceMs, signal }),
      close,
    };
  }
  const url = socketUrl(to ?? 'http://127.0.0.1:8787');
  const options = { url, token: token ?? process.env['TRADEWALL_TOKEN'], patienceMs, signal };
  return {
    deliver: (messages, tally) => sendMessages(messages, tally, options),
    close: () => Promise.resolve(),
  };
}

function refuseBoth(): never {
  const message = '--nats: records go there or to a server; leave out one of --nats and --to';
  throw new ProblemError({ code: 'bad-request', field: '--nats', message });
}

/** Tells what became of a file, and returns whether all of it was taken. */
async function sendFile(file: string, asJson: boolean, deliver: Deliver): Promise<boolean> {
  const tally = new IntakeTally();
  const messages = fileMessages(userPath(file), (rejection) => tally.reject(rejection));
  try {
    await deliver(messages, tally);
    report(file, asJson, tally);
  } catch (fault) {
    const problem = problemOf(fault);
    if (asJson) print({ type: 'error', file, ...problem, ...tally.report });
    process.stderr.write(`tradewall: ${file}: ${problem.message} (${problem.code})\n`);
    return false;
  }
  return tally.report.rejected.length === 0;
}

/** The socket of a server that is named by any of its addresses. */
function socketUrl(address: string): string {
  const url = new URL(address);
  url.protocol = url.protocol.replace('http', 'ws');
  url.pathname = RECORDS_PATH;
  return url.href;
}

function report(file: string, asJson: boolean, tally: IntakeTally): void {
  const { accepted, duplicates, rejected, rejectedMore = 0 } = tally.report;
  if (asJson) return print({ file, ...tally.report });
  const count = rejected.length + rejectedMore;
  process.stdout.write(`${file}: ${accepted} accepted, ${duplicates} known already, ${count} rejected\n`);
  for (const { line, code, message } of rejected)
    process.stderr.write(`${file}: line ${line}: ${message} (${code})\n`);
  if (rejectedMore > 0) process.stderr.write(`${file}: and ${rejectedMore} more\n`);
}

function print(object: object): void {
  process.stdout.write(`${JSON.stringify(object)}\n`);
}
