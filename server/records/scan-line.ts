import { UNKNOWN, type ByteCodes } from './byte-codes.js';
import { EXPORT, IMPORT } from './record-batch.js';
import { sourceWords, writeKey } from './record-key.js';
import { HAS_KEY, KEY_WORDS, NUMBERED, REVISES, WITHDRAWS, type RecordRows } from './record-rows.js';
import { NET_KG_DIGITS, type RecordTerms, type TakenSpan } from './record-terms.js';
import { dayStart } from './record-time.js';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const CLOSE = 0x7d;
const OPEN = 0x7b;

const LETTER = {
  c: 0x63,
  f: 0x66,
  i: 0x69,
  m: 0x6d,
  n: 0x6e,
  p: 0x70,
  t: 0x74,
  v: 0x76,
  a: 0x61,
  o: 0x6f,
  r: 0x72,
  s: 0x73,
  u: 0x75,
} as const;

/** A name of a field with what must follow it. */
const AFTER = (name: string): Uint8Array => Buffer.from(`${name}":`);
const NAMES = {
  id: AFTER('id'),
  time: AFTER('time'),
  transport: AFTER('transport'),
  flow: AFTER('flow'),
  partner: AFTER('partner'),
  port: AFTER('port'),
  commodity: AFTER('commodity'),
  currency: AFTER('currency'),
  mode: AFTER('mode'),
  netKg: AFTER('netKg'),
  value: AFTER('value'),
  source: AFTER('source'),
  status: AFTER('status'),
  revision: AFTER('revision'),
};
const EXPORT_WORD = Buffer.from('"export"');
const IMPORT_WORD = Buffer.from('"import"');

/** Statuses with what they say of the row. */
const STATUSES = [
  [Buffer.from('"final"'), 0],
  [Buffer.from('"provisional"'), 0],
  [Buffer.from('"revised"'), REVISES],
  [Buffer.from('"withdrawn"'), REVISES | WITHDRAWS],
] as const;
const LARGEST_REVISION = 0xff_ff_ff_ff;

/** Bits of the fields that were there. */
const SEEN = {
  id: 1,
  time: 2,
  flow: 4,
  partner: 8,
  commodity: 16,
  port: 32,
  mode: 64,
  transport: 128,
  netKg: 256,
  value: 512,
  currency: 1_024,
  source: 2_048,
  status: 4_096,
  revision: 8_192,
};
const REQUIRED = SEEN.time | SEEN.flow | SEEN.partner | SEEN.commodity;

/** Digits that a double holds whatever they are. */
const EXACT_DIGITS = 15;

const POWERS = [1, 10, 100, 1_000, 10_000];

/** Longer texts are left to the reader that says what is wrong with them. */
const TEXT_LENGTH = 128;

/**
 * Reads lines as most senders write them straight from their bytes into columns, several times as fast as by way of
 * objects. Whatever is unusual about a line, and whatever is wrong with it, is left to `writeRecord`: what this reads, that
 * reads the same.
 */
export class LineScanner {
  readonly #terms: RecordTerms;
  readonly #rows: RecordRows;
  readonly #source: Uint32Array;
  /** The source that a line named last, as its bytes and its words: records come by their source. */
  #named: Uint8Array = new Uint8Array(0);
  #namedWords: Uint32Array = new Uint32Array(0);
  /** Source and id of the line: where it has its id, and the words that the key begins with. */
  #lineSource: Uint32Array;
  #idStart = 0;
  #idEnd = 0;
  readonly #partner: ByteCodes;
  readonly #commodity: ByteCodes;
  readonly #port: ByteCodes;
  readonly #mode: ByteCodes;
  readonly #transport: ByteCodes;
  #span: TakenSpan;
  #currency: Uint8Array = new Uint8Array(0);
  /** The day read last: records come by the day. */
  #dayDigits = -1;
  #dayStart = NaN;
  /** Where the last value read ends; negative where it was none that can be read here. */
  #end = -1;

  /** @param source words that keys of the sender's ids begin with */
  constructor(terms: RecordTerms, rows: RecordRows, source: Uint32Array) {
    this.#terms = terms;
    this.#rows = rows;
    this.#source = source;
    this.#lineSource = source;
    this.#partner = terms.codes.spellings('partner');
    this.#commodity = terms.codes.spellings('commodity');
    this.#port = terms.codes.spellings('port');
    this.#mode = terms.codes.spellings('mode');
    this.#transport = terms.codes.spellings('transport');
    this.#span = terms.span;
    this.refresh();
  }

  /** To be called now and then: time goes on, and the currency may have become known. */
  refresh(): void {
    this.#span = this.#terms.span;
    const { currency } = this.#terms;
    this.#currency = currency === null ? new Uint8Array(0) : Buffer.from(`"${currency}"`);
  }

  /**
   * Writes the line that begins at `start` after the last row. Bytes from `limit` on are not part of any line.
   * @returns where the next line begins; negative: nothing was written, and the line is for `writeRecord`
   */
  scan(bytes: Uint8Array, start: number, limit: number): number {
    const rows = this.#rows;
    const row = rows.length;
    rows.port[row] = 0;
    rows.mode[row] = 0;
    rows.transport[row] = 0;
    rows.netKg[row] = NaN;
    rows.value[row] = NaN;
    rows.flags[row] = 0;
    rows.revision[row] = 0;
    this.#lineSource = this.#source;
    let at = start;
    if (bytes[at] !== OPEN) return -1;
    let seen = 0;
    do {
      if (bytes[++at] === SPACE) at++;
      if (bytes[at] !== QUOTE) return -1;
      const field = this.#field(bytes, at + 1, row);
      if (this.#end < 0 || this.#end >= limit || (seen & field) !== 0) return -1;
      seen |= field;
      at = this.#end;
    } while (bytes[at] === COMMA);
    if (bytes[at++] !== CLOSE) return -1;
    if (at < limit && bytes[at] === RETURN) at++;
    if (at < limit && bytes[at++] !== NEWLINE) return -1;
    return this.#complete(bytes, seen, row) ? at : -1;
  }

  #complete(bytes: Uint8Array, seen: number, row: number): boolean {
    const rows = this.#rows;
    if ((seen & REQUIRED) !== REQUIRED) return false;
    if ((seen & (SEEN.netKg | SEEN.value)) === 0) return false;
    if ((seen & SEEN.value) !== 0 && (seen & SEEN.currency) === 0) return false;
    const time = rows.time[row]!;
    if (!(time >= this.#span.from && time <= this.#span.to)) return false;
    if ((seen & SEEN.id) !== 0) writeKey(this.#lineSource, bytes, this.#idStart, this.#idEnd, rows.key, row);
    else if ((rows.flags[row]! & REVISES) !== 0) return false;
    else rows.key.fill(0, row * KEY_WORDS, (row + 1) * KEY_WORDS);
    rows.records[row] = 1;
    rows.length++;
    return true;
  }

  /** Reads a field whose name begins at `at`, sets where it ends and returns its bit. */
  #field(bytes: Uint8Array, at: number, row: number): number {
    const rows = this.#rows;
    const second = bytes[at + 1];
    this.#end = -1;
    switch (bytes[at]) {
      case LETTER.i:
        this.#id(bytes, valueAt(bytes, at, NAMES.id), row);
        return SEEN.id;
      case LETTER.t:
        if (second === LETTER.i) {
          rows.time[row] = this.#time(bytes, valueAt(bytes, at, NAMES.time));
          return SEEN.time;
        }
        rows.transport[row] = this.#code(this.#transport, bytes, valueAt(bytes, at, NAMES.transport));
        return SEEN.transport;
      case LETTER.f:
        rows.flow[row] = this.#flow(bytes, valueAt(bytes, at, NAMES.flow));
        return SEEN.flow;
      case LETTER.p:
        if (second === LETTER.a) {
          rows.partner[row] = this.#code(this.#partner, bytes, valueAt(bytes, at, NAMES.partner));
          return SEEN.partner;
        }
        rows.port[row] = this.#code(this.#port, bytes, valueAt(bytes, at, NAMES.port));
        return SEEN.port;
      case LETTER.c:
        if (second === LETTER.o) {
          rows.commodity[row] = this.#code(this.#commodity, bytes, valueAt(bytes, at, NAMES.commodity));
          return SEEN.commodity;
        }
        this.#currencyAt(bytes, valueAt(bytes, at, NAMES.currency));
        return SEEN.currency;
      case LETTER.m:
        rows.mode[row] = this.#code(this.#mode, bytes, valueAt(bytes, at, NAMES.mode));
        return SEEN.mode;
      case LETTER.n:
        rows.netKg[row] = this.#amount(bytes, valueAt(bytes, at, NAMES.netKg), NET_KG_DIGITS);
        return SEEN.netKg;
      case LETTER.v:
        rows.value[row] = this.#amount(bytes, valueAt(bytes, at, NAMES.value), this.#terms.valueDigits);
        return SEEN.value;
      case LETTER.s:
        if (second === LETTER.o) {
          this.#sourceAt(bytes, valueAt(bytes, at, NAMES.source));
          return SEEN.source;
        }
        this.#status(bytes, valueAt(bytes, at, NAMES.status), row);
        return SEEN.status;
      case LETTER.r:
        this.#revision(bytes, valueAt(bytes, at, NAMES.revision), row);
        return SEEN.revision;
      default:
        return 0;
    }
  }

  /** End of the plain text whose quote is at `at`: the place of its other quote; negative where it isn't plain. */
  #textEnd(bytes: Uint8Array, at: number): number {
    if (bytes[at] !== QUOTE) return -1;
    const limit = Math.min(bytes.length, at + TEXT_LENGTH + 2);
    for (let i = at + 1; i < limit; i++) {
      const byte = bytes[i]!;
      if (byte === QUOTE) return i === at + 1 ? -1 : i;
      if (byte === BACKSLASH || byte < 0x20 || byte > 0x7e) return -1;
    }
    return -1;
  }

  #id(bytes: Uint8Array, at: number, row: number): void {
    const end = this.#textEnd(bytes, at);
    if (end < 0) return;
    [this.#idStart, this.#idEnd] = [at + 1, end];
    this.#rows.flags[row]! |= HAS_KEY;
    this.#end = end + 1;
  }

  #sourceAt(bytes: Uint8Array, at: number): void {
    const end = this.#textEnd(bytes, at);
    if (end < 0) return;
    const length = end + 1 - at;
    if (this.#named.length !== length || !isAt(bytes, at, this.#named)) {
      this.#named = bytes.slice(at, end + 1);
      this.#namedWords = sourceWords(Buffer.from(bytes.subarray(at + 1, end)).toString('latin1'));
    }
    this.#lineSource = this.#namedWords;
    this.#end = end + 1;
  }

  #status(bytes: Uint8Array, at: number, row: number): void {
    for (const [word, flags] of STATUSES) {
      if (!isAt(bytes, at, word)) continue;
      this.#rows.flags[row]! |= flags;
      this.#end = at + word.length;
    }
  }

  #revision(bytes: Uint8Array, start: number, row: number): void {
    let at = start;
    let revision = 0;
    for (let next = bytes[at]! - ZERO; next >= 0 && next <= 9 && at - start < 11; next = bytes[++at]! - ZERO)
      revision = revision * 10 + next;
    const isZeroed = bytes[start] === ZERO && at - start > 1;
    if (at === start || isZeroed || revision > LARGEST_REVISION) return;
    this.#rows.revision[row] = revision;
    this.#rows.flags[row]! |= REVISES | NUMBERED;
    this.#end = at;
  }

  #code(spellings: ByteCodes, bytes: Uint8Array, at: number): number {
    const end = this.#textEnd(bytes, at);
    if (end < 0) return 0;
    const code = spellings.find(bytes, at + 1, end);
    if (code !== UNKNOWN) this.#end = end + 1;
    return code;
  }

  #flow(bytes: Uint8Array, at: number): number {
    if (isAt(bytes, at, EXPORT_WORD)) {
      this.#end = at + 8;
      return EXPORT;
    }
    if (isAt(bytes, at, IMPORT_WORD)) this.#end = at + 8;
    return IMPORT;
  }

  #currencyAt(bytes: Uint8Array, at: number): void {
    if (this.#currency.length > 0 && isAt(bytes, at, this.#currency)) this.#end = at + 5;
  }

  /** `"2026-01-05T08:00:00Z"`, with milliseconds or another zone or without. */
  #time(bytes: Uint8Array, at: number): number {
    if (bytes[at] !== QUOTE) return NaN;
    const day = this.#day(bytes, at + 1);
    const hour = twoDigits(bytes, at + 12);
    const minute = twoDigits(bytes, at + 15);
    const second = twoDigits(bytes, at + 18);
    const isPlain =
      bytes[at + 5] === MINUS &&
      bytes[at + 8] === MINUS &&
      bytes[at + 11] === 0x54 &&
      bytes[at + 14] === COLON;
    if (!isPlain || bytes[at + 17] !== COLON || hour > 23 || minute > 59 || second > 59) return NaN;
    let next = at + 20;
    let ms = 0;
    if (bytes[next] === DOT) {
      ms = twoDigits(bytes, next + 1) * 10 + digit(bytes, next + 3);
      next += 4;
      if (ms > 999) return NaN;
    }
    return this.#zoned(bytes, next, day + ((hour * 60 + minute) * 60 + second) * 1_000 + ms);
  }

  #zoned(bytes: Uint8Array, at: number, time: number): number {
    const sign = bytes[at];
    if (sign === 0x5a && bytes[at + 1] === QUOTE) {
      this.#end = at + 2;
      return time;
    }
    const isZone = (sign === 0x2b || sign === MINUS) && bytes[at + 3] === COLON && bytes[at + 6] === QUOTE;
    const [hours, minutes] = [twoDigits(bytes, at + 1), twoDigits(bytes, at + 4)];
    if (!isZone || hours > 23 || minutes > 59) return NaN;
    this.#end = at + 7;
    return time + (sign === MINUS ? 1 : -1) * (hours * 60 + minutes) * 60_000;
  }

  #day(bytes: Uint8Array, at: number): number {
    const year = twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2);
    const digits = (year * 100 + twoDigits(bytes, at + 5)) * 100 + twoDigits(bytes, at + 8);
    if (digits !== this.#dayDigits) {
      this.#dayDigits = digits;
      this.#dayStart = dayStart(year, twoDigits(bytes, at + 5), twoDigits(bytes, at + 8));
    }
    return this.#dayStart;
  }

  /** A decimal, as a number or a text, as a whole number of its `digits`-th decimal place. */
  #amount(bytes: Uint8Array, start: number, digits: number): number {
    const isText = bytes[start] === QUOTE;
    let at = isText ? start + 1 : start;
    const isNegative = bytes[at] === MINUS;
    if (isNegative) at++;
    const first = at;
    let amount = 0;
    let next = bytes[at]! - ZERO;
    while (next >= 0 && next <= 9) {
      amount = amount * 10 + next;
      next = bytes[++at]! - ZERO;
    }
    let length = at - first;
    if (length === 0 || (length > 1 && bytes[first] === ZERO)) return NaN;
    let decimals = 0;
    if (bytes[at] === DOT) {
      next = bytes[++at]! - ZERO;
      while (next >= 0 && next <= 9) {
        amount = amount * 10 + next;
        decimals++;
        next = bytes[++at]! - ZERO;
      }
      if (decimals === 0) return NaN;
      length += decimals;
    }
    if (decimals > digits || length + digits - decimals > EXACT_DIGITS) return NaN;
    if (isText && bytes[at++] !== QUOTE) return NaN;
    this.#end = at;
    amount *= POWERS[digits - decimals]!;
    return isNegative ? 0 - amount : amount;
  }
}

/** Where the value of the field begins whose name is expected at `at`; where another name is there, past the end of all. */
function valueAt(bytes: Uint8Array, at: number, name: Uint8Array): number {
  if (!isAt(bytes, at, name)) return bytes.length;
  const value = at + name.length;
  return bytes[value] === SPACE ? value + 1 : value;
}

function isAt(bytes: Uint8Array, at: number, expected: Uint8Array): boolean {
  for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return false;
  return true;
}

/** A digit, NaN where there is none: so is then the time that it is part of, which no span takes. */
function digit(bytes: Uint8Array, at: number): number {
  const value = bytes[at]! - ZERO;
  return value >= 0 && value <= 9 ? value : NaN;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  return digit(bytes, at) * 10 + digit(bytes, at + 1);
}
