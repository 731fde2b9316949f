import { RecordProblem } from './record-problem.js';

/** Bytes of one line or item: a record has a few hundred. */
export const RECORD_BYTES = 65_536;

/** Where records go as they are read, whoever reads them. */
export interface RecordSink {
  /** Whether what was read has to be taken before more is. */
  readonly isFull: boolean;
  /**
   * Reads the JSON object that begins at `start`, where that can be done straight from its bytes.
   * @returns where the next line begins; negative where it is to be given to `json`
   */
  scan(bytes: Uint8Array, start: number, limit: number, line: number): number;
  /** Reads a JSON object of whatever form. */
  json(bytes: Uint8Array, line: number): void;
  /** Takes what is a record already. */
  record(input: unknown, line: number): void;
  reject(problem: RecordProblem, line: number): void;
}

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
