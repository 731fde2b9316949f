import { ProblemError } from '../../protocol/errors.js';

/** What an error says, in the words of its problem where it has one. */
export function messageOf(error: unknown): string {
  return error instanceof ProblemError ? error.problem.message : String(error);
}
