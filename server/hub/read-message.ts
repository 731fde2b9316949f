import { parseClientMessage, type ClientMessage } from '../../protocol/client-messages.js';
import { ProblemError } from '../../protocol/errors.js';
import { LIMITS } from '../../protocol/limits.js';

/** @throws ProblemError where the message can't be read */
export function readMessage(data: Buffer, isBinary: boolean): ClientMessage {
  if (isBinary) {
    throw new ProblemError({
      code: 'bad-message',
      message: 'message: expected text holding JSON, got a binary message',
    });
  }
  if (data.byteLength > LIMITS.messageBytes) {
    const message = `message: expected at most ${LIMITS.messageBytes} bytes, got ${data.byteLength}; split it up`;
    throw new ProblemError({ code: 'too-large', message });
  }
  return parseClientMessage(data.toString('utf8'));
}

/** The id or request that an unreadable message was about, as far as it can be told. */
export function aboutOf(data: Buffer): { id?: string; request?: number } {
  if (data.byteLength > LIMITS.messageBytes) return {};
  try {
    const { id, request } = JSON.parse(data.toString('utf8')) as { id?: unknown; request?: unknown };
    return {
      ...(typeof id === 'string' ? { id } : {}),
      ...(typeof request === 'number' ? { request } : {}),
    };
  } catch {
    // Not JSON: then it names nothing, and the error that is sent says so.
    return {};
  }
}
