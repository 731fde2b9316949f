import * as v from 'valibot';
import { IntakeProblemSchema, IntakeReportSchema } from './record.js';
import { ByeSchema } from './server-messages.js';

/** Subprotocol of the socket at RECORDS_PATH. */
export const RECORDS_PROTOCOL = 'tradewall.records.v1';

export const RECORDS_PATH = '/api/records';

/** What a sender has to keep to; `hello` carries them. */
export const SENDER_LIMITS = {
  /** Messages that may be on their way without an answer; more are not read until one is answered. */
  window: 8,
  /** Bytes of a message; a longer one ends the connection (1009). */
  messageBytes: 1_048_576,
} as const;

export const SenderHelloSchema = v.object({
  type: v.literal('hello'),
  protocol: v.literal(RECORDS_PROTOCOL),
  limits: v.object({ window: v.number(), messageBytes: v.number() }),
});

/** Number of the message that is answered, the first of the connection being 1. */
const batch = v.pipe(v.number(), v.integer(), v.minValue(1));

/** The records of a message are on disk, but for those that are rejected. */
export const AckSchema = v.object({ type: v.literal('ack'), batch, ...IntakeReportSchema.entries });

/** A message was not taken, or not to its end; what is counted in it is. */
export const SenderErrorSchema = v.object({
  ...IntakeProblemSchema.entries,
  batch,
  /** Seconds to wait before it is sent again. */
  retryAfter: v.optional(v.number()),
});

const SenderMessageSchema = v.variant('type', [SenderHelloSchema, AckSchema, SenderErrorSchema, ByeSchema]);

/** What a server says to a sender. */
export type SenderMessage = v.InferOutput<typeof SenderMessageSchema>;

/** Reads a message of the server. @throws ValiError where it is none */
export function parseSenderMessage(text: string): SenderMessage {
  return v.parse(SenderMessageSchema, JSON.parse(text));
}
