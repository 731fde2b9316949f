import { isCurrency, minorDigits } from './currency.js';
import type { Dictionaries } from './record-batch.js';
import { RecordCodes } from './record-codes.js';

/** Net weights are kept in grams: a parcel weighs less than a kilogram. */
export const NET_KG_DIGITS = 3;

/** Instants that are taken, from and up to and including, epoch ms. */
export interface TakenSpan {
  readonly from: number;
  readonly to: number;
}

/** What records have to agree on to be counted together, and how they are coded. */
export class RecordTerms {
  readonly codes: RecordCodes;
  readonly utcOffsetMs: number;
  readonly #span: () => TakenSpan;
  #currency: string | null = null;
  #valueDigits = 2;

  /**
   * @param currency the only one to take; null: that of the first record that has one
   * @param span the instants that are taken now
   */
  constructor(
    dictionaries: Dictionaries,
    { currency, utcOffsetMs, span }: { currency: string | null; utcOffsetMs: number; span: () => TakenSpan },
  ) {
    this.codes = new RecordCodes(dictionaries);
    this.utcOffsetMs = utcOffsetMs;
    this.#span = span;
    if (currency !== null) this.setCurrency(currency);
  }

  /** ISO 4217; null as long as no record had a value. */
  get currency(): string | null {
    return this.#currency;
  }

  /** Decimals that values are kept with. */
  get valueDigits(): number {
    return this.#valueDigits;
  }

  get span(): TakenSpan {
    return this.#span();
  }

  setCurrency(currency: string): void {
    if (!isCurrency(currency)) throw new RangeError(`currency: no currency has the code ${currency}`);
    this.#currency = currency;
    this.#valueDigits = minorDigits(currency);
  }
}
