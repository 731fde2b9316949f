import { ProblemError } from '../../protocol/errors.js';

/** What a message between processes of a cluster begins with, by which others are told from them. */
export const MAGIC = 0x54;

/**
 * Newest form of messages that this build reads. A message says the oldest form that a reader has to know to make sense of
 * it, so fields that may be passed over are added without another number, and the number goes up where they may not.
 */
export const MESSAGE_VERSION = 1;

/** Refuses a message. @throws ProblemError `bad-message`, naming the place, what was found there and what is allowed */
export function refuseMessage(field: string, expectation: string): never {
  throw new ProblemError({ code: 'bad-message', field, message: `${field}: ${expectation}` });
}

/** @throws ProblemError where a message is of a form that came after this build */
export function checkVersion(version: number): void {
  if (version >= 1 && version <= MESSAGE_VERSION) return;
  refuseMessage(
    'version',
    `expected 1 to ${MESSAGE_VERSION}, got ${version}; a newer build wrote it: upgrade this process, gateways before aggregators`,
  );
}
