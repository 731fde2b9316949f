import { ProblemError } from '../../../protocol/errors.js';

/** No room on the disk, or none that this user may use. */
const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** What to tell the senders whose records could not be written: that the disk is full, or else the failure itself. */
export function writeFailure(cause: unknown): Error {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === undefined || !FULL.has(code)) return cause instanceof Error ? cause : new Error(String(cause));
  return new ProblemError(
    {
      code: 'disk-full',
      message: `records: the disk of the server is full, so they were not taken; send them again once there is room (${message})`,
    },
    { cause },
  );
}
