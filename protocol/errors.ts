import type { IntakeErrorCode } from './record-errors.js';

/** Codes that a message of the feed can carry too, and what they mean. */
export const FEED_ERROR_CODES = [
  /** The message is not JSON, or not of the form its type has. */
  'bad-message',
  /** There is no message of this type. */
  'unknown-type',
  /** The message is larger than limits.messageBytes. */
  'too-large',
  /** A field of the view is missing, unknown or out of range. */
  'bad-view',
  /** Each field is right, but together they ask for something that does not exist. */
  'impossible-view',
  /** No timeline has this name. */
  'unknown-timeline',
  /** No subscription has this id. */
  'unknown-id',
  /** The viewer holds limits.viewsPerViewer views already, its address or token what it may, or the server limits.viewsPerServer. */
  'too-many-views',
  /** The viewer's address or token sends more in a second than it may, and is read more slowly. */
  'too-many-messages',
  /** The view, with the other views of its viewer, holds more than limits.cellsPerViewer cells. */
  'too-many-cells',
  /** The control command lacks a field, or the field is out of range. */
  'bad-control',
  /** This timeline follows its own clock. */
  'not-controllable',
  /** Control takes the key of the timeline, and it was not given; it may be that there is no such timeline. */
  'forbidden',
  /** No private session has this name and secret, or it was not resumed in time. */
  'unknown-session',
  /** The viewer, or the server, holds as many private sessions as it may. */
  'too-many-sessions',
  /** The timeline that the view was on is no longer served. */
  'timeline-ended',
  /** The servers of NATS that records and commands go through can not be reached, or do not answer; try again. */
  'unavailable',
  /** A part of the HTTP request is missing or out of range. */
  'bad-request',
  /** Nothing is served at this address. */
  'not-found',
  /** The server failed; the log has the details under the reference given. */
  'internal',
] as const;

/** Codes that answers over HTTP alone can carry, and what they mean. */
const HTTP_ERROR_CODES = [
  /** What is served at this address does not answer this method of HTTP. */
  'method-not-allowed',
  /** None of the media types asked for is served here. */
  'not-acceptable',
] as const;

/** Every code an `error` message, an HTTP error and a command-line error can carry. */
export const ERROR_CODES = [...FEED_ERROR_CODES, ...HTTP_ERROR_CODES] as const;

export type ErrorCode = (typeof ERROR_CODES)[number] | IntakeErrorCode;

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
