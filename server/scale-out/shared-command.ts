import * as v from 'valibot';
import { ControlSchema, type ControlMessage } from '../../protocol/client-messages.js';
import { readJsonMessage, writeJsonMessage } from './json-message.js';

// A key is checked where the command comes in, and is nobody else's to know.
const { type: _type, request: _request, key: _key, ...fields } = ControlSchema.entries;

const Schema = v.object({
  /** Given by the gateway that it came in at, which knows its own by it. */
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  /** Time of the marker that the gateway had read last, epoch ms: when the command was given. */
  at: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15)),
  command: v.object(fields),
});

/** A viewer's command over a timeline that all gateways share: carried out by each at its place in the stream, as of `at`. */
export interface SharedCommand {
  readonly id: string;
  readonly at: number;
  readonly command: Omit<ControlMessage, 'type' | 'request' | 'key'>;
}

export function writeSharedCommand({ id, at, command }: SharedCommand): Uint8Array {
  return writeJsonMessage({ id, at, command });
}

/** @throws ProblemError `bad-message` */
export function readSharedCommand(bytes: Uint8Array): SharedCommand {
  return readJsonMessage(Schema, bytes);
}
