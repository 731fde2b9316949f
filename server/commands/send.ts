import { RECORDS_PATH } from '../../protocol/record-messages.js';
import { IntakeTally } from '../records/intake-tally.js';
import { fileMessages } from '../sending/file-messages.js';
import { sendMessages } from '../sending/send-messages.js';
import { EXIT, problemOf } from './failure.js';
import { userPath } from './user-path.js';

interface SendFlags {
  readonly to: string;
  readonly token?: string;
  readonly patience: number;
  readonly json: boolean;
}

/** `tradewall send FILE…`: sends the records of files to a server; one bad file does not stop the rest. */
export async function send(files: string[], flags: SendFlags): Promise<void> {
  const abort = new AbortController();
  const interrupt = (): void => abort.abort();
  process.once('SIGINT', interrupt);
  try {
    for (const file of files)
      if (!(await sendFile(file, flags, abort.signal))) process.exitCode = EXIT.failed;
  } finally {
    process.off('SIGINT', interrupt);
  }
}

/** Tells what became of a file, and returns whether all of it was taken. */
async function sendFile(file: string, flags: SendFlags, signal: AbortSignal): Promise<boolean> {
  const tally = new IntakeTally();
  const messages = fileMessages(userPath(file), (rejection) => tally.reject(rejection));
  const token = flags.token ?? process.env['TRADEWALL_TOKEN'];
  const options = { url: socketUrl(flags.to), token, patienceMs: flags.patience * 1_000, signal };
  try {
    await sendMessages(messages, tally, options);
    report(file, flags.json, tally);
  } catch (fault) {
    const problem = problemOf(fault);
    if (flags.json) print({ type: 'error', file, ...problem, ...tally.report });
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
