import * as v from 'valibot';
import { readJsonMessage, writeJsonMessage } from './json-message.js';

const Schema = v.object({
  /** Tells this life of the cluster's streams from others, in resume tokens too. */
  epoch: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  /** Number of the tick, one more than that of the one before or higher. */
  tick: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** Wall clock of who set it, epoch ms: the time that all gateways go by. */
  at: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15)),
});

/** Ends a tick in the stream of partial sums: what stands before it there is in the frames of this tick, on every gateway. */
export type TickMarker = v.InferOutput<typeof Schema>;

export function writeTickMarker({ epoch, tick, at }: TickMarker): Uint8Array {
  return writeJsonMessage({ epoch, tick, at });
}

/** @throws ProblemError `bad-message` */
export function readTickMarker(bytes: Uint8Array): TickMarker {
  return readJsonMessage(Schema, bytes);
}
