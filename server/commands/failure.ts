import { ProblemError } from '../../protocol/errors.js';

/** What the process says by its exit code. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** Failures that have a stable code, whatever part they come from. */
interface CodedError extends Error {
  readonly code: string;
}

/** Code and message of a failure, in the words used by HTTP and the feed. */
export function problemOf(fault: unknown): { code: string; message: string } {
  if (fault instanceof ProblemError) return fault.problem;
  const { code, message } = fault as Partial<CodedError>;
  return { code: code ?? 'internal', message: message ?? String(fault) };
}

/** Says on standard error what failed and returns the exit code: the user's mistake, or work that failed. */
export function reportFailure(fault: unknown): number {
  const { code, message } = problemOf(fault);
  process.stderr.write(`tradewall: ${message} (${code})\n`);
  const isUsage = code === 'bad-request' || code === 'bad-control' || code === 'bad-option';
  if (code === 'internal' && fault instanceof Error) process.stderr.write(`${fault.stack}\n`);
  return isUsage ? EXIT.usage : EXIT.failed;
}
