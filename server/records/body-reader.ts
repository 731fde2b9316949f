import { RecordProblem } from './record-problem.js';

/** Bytes of one line or item: a record has a few hundred. */
export const RECORD_BYTES = 65_536;

/** Reads a body as it comes. Wherever it yields, the batch is full and is to be taken and begun anew. */
export interface BodyReader {
  push(chunk: Buffer): Generator<void, void>;
  /** Reads what the body ended with. */
  end(): Generator<void, void>;
}

export function tooLong(what: string): RecordProblem {
  return new RecordProblem(
    'too-long',
    `${what}: expected at most ${RECORD_BYTES} bytes, got more; is it one record a ${what}?`,
  );
}
