import { modeOf } from '../dictionaries/modes.js';
import { partnerOf } from '../dictionaries/partners.js';
import { portOf } from '../dictionaries/ports.js';
import { TRANSPORTS, transportOf } from '../dictionaries/transports.js';

import { ByteCodes } from './byte-codes.js';
import { refuse } from './record-problem.js';
import type { CodedDimension, Dictionaries } from './record-batch.js';

/** Batches hold codes in 16 bits. */
export const CODES_PER_DIMENSION = 65_536;

/** Spellings that are remembered; all official codes of the largest dimension, and then some. */
const SPELLINGS = 131_072;

export const CODED_DIMENSIONS = ['partner', 'commodity', 'port', 'mode', 'transport'] as const;

/** The code that a spelling stands for; null: not reported. @throws RecordProblem */
const MEANINGS: Readonly<Record<CodedDimension, (found: string) => string | null>> = {
  partner: (found) => {
    const match = partnerOf('iso3', found);
    if (match === undefined) return found;
    if ('iso3' in match) return match.iso3;
    return refuse(
      'bad-field',
      'partner',
      `expected one partner, got the total ${match.aggregate}; send its parts`,
    );
  },
  commodity: (found) => {
    const code = found.replace(/[\s.]/g, '');
    if (/^\d{2,10}$/.test(code)) return code;
    return refuse(
      'bad-field',
      'commodity',
      `expected an HS code of 2 to 10 digits, got ${JSON.stringify(found)}`,
    );
  },
  port: (found) => portOf(found)?.code ?? found,
  mode: (found) => {
    const match = modeOf(found);
    if (match === undefined) return found;
    if ('mode' in match) return match.mode;
    return refuse(
      'bad-field',
      'mode',
      `expected one trade mode, got the total ${JSON.stringify(found)}; send its parts`,
    );
  },
  transport: (found) => {
    const transport = transportOf('name', found);
    if (transport !== undefined) return transport === '' ? null : transport;
    return refuse(
      'bad-field',
      'transport',
      `expected one of ${TRANSPORTS.join(', ')}, got ${JSON.stringify(found)}`,
    );
  },
};

/** Codes of the dimensions by how records spell them. */
export class RecordCodes {
  readonly #dictionaries: Dictionaries;
  readonly #spellings = Object.fromEntries(
    CODED_DIMENSIONS.map((dimension) => [dimension, new ByteCodes(SPELLINGS)]),
  ) as unknown as Readonly<Record<CodedDimension, ByteCodes>>;

  constructor(dictionaries: Dictionaries) {
    this.#dictionaries = dictionaries;
  }

  /** Known spellings of a dimension. */
  spellings(dimension: CodedDimension): ByteCodes {
    return this.#spellings[dimension];
  }

  /**
   * Index of the code in the dictionary of its dimension, added if new.
   * @throws RecordProblem where it is no code of the dimension, or there are too many
   */
  intern(dimension: CodedDimension, spelling: string): number {
    const dictionary = this.#dictionaries[dimension];
    const code = MEANINGS[dimension](spelling);
    if (code !== null && !dictionary.has(code) && dictionary.size >= CODES_PER_DIMENSION)
      refuse(
        'too-many-codes',
        dimension,
        `there are ${CODES_PER_DIMENSION} codes already, so ${JSON.stringify(code)} can't be added`,
      );
    const index = dictionary.intern(code);
    const bytes = Buffer.from(spelling, 'utf8');
    const spellings = this.#spellings[dimension];
    if (spellings.find(bytes, 0, bytes.length) < 0) spellings.add(bytes, 0, bytes.length, index);
    return index;
  }
}
