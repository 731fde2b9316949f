import type * as v from 'valibot';
import { parseJsonObject, parseWith } from '../../protocol/validation.js';
import { checkVersion, MESSAGE_VERSION } from './message-problem.js';

/** A small message between processes of a cluster, as JSON with the version of its form. */
export function writeJsonMessage(content: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ version: MESSAGE_VERSION, ...content }));
}

/**
 * Reads such a message; fields that the schema does not name are passed over.
 * @throws ProblemError `bad-message` where it is none, or of a version that came later
 */
export function readJsonMessage<T extends v.GenericSchema>(schema: T, bytes: Uint8Array): v.InferOutput<T> {
  const message = parseJsonObject(new TextDecoder().decode(bytes));
  checkVersion(Number(message['version'] ?? 0));
  return parseWith(schema, message, 'bad-message');
}
