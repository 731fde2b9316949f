import type { IntakeErrorCode } from './record-errors.js';

/** Every code an `error` message, an HTTP error and a command-line error can carry, and what it means. */
export const ERROR_CODES = {
  'bad-message': 'The message is not JSON, or not of the form its type has.',
  'unknown-type': 'There is no message of this type.',
  'too-large': 'The message is larger than limits.messageBytes.',
  'bad-view': 'A field of the view is missing, unknown or out of range.',
  'impossible-view': 'Each field is right, but together they ask for something that does not exist.',
  'unknown-timeline': 'No timeline has this name.',
  'unknown-id': 'No subscription has this id.',
  'too-many-views':
    'The viewer holds limits.viewsPerViewer views already, or the server limits.viewsPerServer.',
  'bad-control': 'The control command lacks a field, or the field is out of range.',
  'not-controllable': 'This timeline follows its own clock.',
  forbidden:
    'Control takes the key of the timeline, and it was not given; it may be that there is no such timeline.',
  'unknown-session': 'No private session has this name and secret, or it was not resumed in time.',
  'too-many-sessions': 'The viewer, or the server, holds as many private sessions as it may.',
  'timeline-ended': 'The timeline that the view was on is no longer served.',
  'bad-request': 'A part of the HTTP request is missing or out of range.',
  'not-found': 'Nothing is served at this address.',
  'not-acceptable': 'None of the media types asked for is served here.',
  internal: 'The server failed; the log has the details under the reference given.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES | IntakeErrorCode;

/** What went wrong, in the one form used by the feed, HTTP and the command line. */
export interface Problem {
  readonly code: ErrorCode;
  /** Names the place, the value found there and what is allowed. */
  readonly message: string;
  /** Where, as a path from the outermost object, `where.partner.0`. */
  readonly field?: string;
}

/** A problem that is the asker's to mend: it is sent back to them, never logged as a fault of ours. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem, options?: { cause?: unknown }) {
    super(problem.message, options);
    this.problem = problem;
  }
}
