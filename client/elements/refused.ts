import { ProblemError } from '../../protocol/errors.js';

/** That what an element's attributes ask for is not to be had; in its place it says why, and what to write instead. */
export function refused(message: string): ProblemError {
  return new ProblemError({ code: 'impossible-view', message });
}
