import type { RejectionCode } from '../../protocol/record.js';

/** Why one record is not taken; the records beside it are. */
export class RecordProblem extends Error {
  override readonly name = 'RecordProblem';
  readonly code: RejectionCode;

  constructor(code: RejectionCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** @throws RecordProblem that names the field, and says what is wrong with it and what is allowed */
export function refuse(code: RejectionCode, field: string, problem: string): never {
  throw new RecordProblem(code, `${field}: ${problem}`);
}
