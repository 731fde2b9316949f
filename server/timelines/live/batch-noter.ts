import type { Dictionaries } from '../../records/record-batch.js';
import { CODED_DIMENSIONS } from '../../records/record-codes.js';
import type { RecordTerms } from '../../records/record-terms.js';
import type { BatchNotes, StreamPosition } from './batch-format.js';

/** How much of what is known the log has. */
interface Noted {
  readonly sizes: Readonly<Record<(typeof CODED_DIMENSIONS)[number], number>>;
  readonly currency: string | null;
}

/** Tells with each batch what became known since the one before, so that the log can be read by itself. */
export class BatchNoter {
  readonly #dictionaries: Dictionaries;
  readonly #terms: RecordTerms;
  /** May be set back to what it was, where a batch could not be written. */
  state: Noted = { sizes: { partner: 1, commodity: 1, port: 1, mode: 1, transport: 1 }, currency: null };

  /** Up to where a stream is in the log; undefined where nothing was read from one. */
  position: StreamPosition | undefined;

  constructor(dictionaries: Dictionaries, terms: RecordTerms) {
    this.#dictionaries = dictionaries;
    this.#terms = terms;
  }

  /** All that is known, for a file that is to be read by itself. */
  all(): BatchNotes {
    const codes = Object.fromEntries(
      CODED_DIMENSIONS.map((dimension) => [dimension, this.#codesFrom(dimension, 1)]),
    );
    return {
      codes,
      ...(this.#terms.currency === null ? {} : { currency: this.#terms.currency }),
      ...(this.position === undefined ? {} : { position: this.position }),
    };
  }

  /** What is new; the next call does not tell it again. */
  take(): BatchNotes {
    const { sizes, currency } = this.state;
    const fresh = CODED_DIMENSIONS.filter(
      (dimension) => this.#dictionaries[dimension].size > sizes[dimension],
    );
    const codes = Object.fromEntries(
      fresh.map((dimension) => [dimension, this.#codesFrom(dimension, sizes[dimension])]),
    );
    this.#noteAll(this.#terms.currency);
    return {
      ...(fresh.length === 0 ? {} : { codes }),
      ...(this.#terms.currency === null || currency !== null ? {} : { currency: this.#terms.currency }),
    };
  }

  /** Takes up what a batch of the log tells. */
  restore({ codes = {}, currency, position }: BatchNotes): void {
    this.position = position ?? this.position;
    for (const dimension of CODED_DIMENSIONS)
      for (const code of codes[dimension] ?? []) this.#dictionaries[dimension].intern(code);
    if (currency !== undefined) this.#terms.setCurrency(currency);
    // One that was asked for and that no batch has told yet is still to be told.
    this.#noteAll(currency ?? this.state.currency);
  }

  #codesFrom(dimension: (typeof CODED_DIMENSIONS)[number], from: number): string[] {
    const dictionary = this.#dictionaries[dimension];
    return Array.from({ length: dictionary.size - from }, (_, index) => dictionary.code(from + index)!);
  }

  #noteAll(currency: string | null): void {
    const sizes = Object.fromEntries(
      CODED_DIMENSIONS.map((dimension) => [dimension, this.#dictionaries[dimension].size]),
    ) as Noted['sizes'];
    this.state = { sizes, currency };
  }
}
