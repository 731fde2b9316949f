import { KEY_WORDS } from './record-rows.js';

/**
 * Writes 128 bits that stand for a source and an id (MurmurHash3 x86_128, by Austin Appleby, public domain). Among 10^9
 * ids, two have the same with a probability of 10^-21.
 * @param source words that `sourceWords` gave
 */
export function writeKey(
  source: Uint32Array,
  bytes: Uint8Array,
  start: number,
  end: number,
  key: Uint32Array,
  row: number,
): void {
  let [h1, h2, h3, h4] = [source[0]! | 0, source[1]! | 0, source[2]! | 0, source[3]! | 0];
  const length = end - start;
  let at = start;
  for (const blocksEnd = end - (length & 15); at < blocksEnd; at += 16) {
    h1 = (Math.imul(rotated(h1 ^ mixed1(word(bytes, at)), 19) + h2, 5) + 0x561ccd1b) | 0;
    h2 = (Math.imul(rotated(h2 ^ mixed2(word(bytes, at + 4)), 17) + h3, 5) + 0x0bcaa747) | 0;
    h3 = (Math.imul(rotated(h3 ^ mixed3(word(bytes, at + 8)), 15) + h4, 5) + 0x96cd1c35) | 0;
    h4 = (Math.imul(rotated(h4 ^ mixed4(word(bytes, at + 12)), 13) + h1, 5) + 0x32ac3b17) | 0;
  }
  if (at < end) h1 ^= mixed1(tail(bytes, at, end));
  if (at + 4 < end) h2 ^= mixed2(tail(bytes, at + 4, end));
  if (at + 8 < end) h3 ^= mixed3(tail(bytes, at + 8, end));
  if (at + 12 < end) h4 ^= mixed4(tail(bytes, at + 12, end));
  h1 = (h1 ^ length) | 0;
  h2 = (h2 ^ length) | 0;
  h3 = (h3 ^ length) | 0;
  h4 = (h4 ^ length) | 0;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = finished((h2 + h1) | 0);
  h3 = finished((h3 + h1) | 0);
  h4 = finished((h4 + h1) | 0);
  h1 = finished(h1);
  h1 = (h1 + h2 + h3 + h4) | 0;
  const offset = row * KEY_WORDS;
  key[offset] = h1;
  key[offset + 1] = h2 + h1;
  key[offset + 2] = h3 + h1;
  key[offset + 3] = h4 + h1;
}

/** Words of a source's name, to begin the keys of its ids with: an id is the source's own. */
export function sourceWords(source: string): Uint32Array {
  const bytes = Buffer.from(source, 'utf8');
  const words = new Uint32Array(KEY_WORDS);
  writeKey(new Uint32Array(KEY_WORDS), bytes, 0, bytes.length, words, 0);
  return words;
}

function word(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

/** Up to four bytes, as many as there are. */
function tail(bytes: Uint8Array, at: number, end: number): number {
  let last = 0;
  for (let i = Math.min(end, at + 4) - 1; i >= at; i--) last = (last << 8) | bytes[i]!;
  return last;
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

const mixed1 = (k: number): number => Math.imul(rotated(Math.imul(k, C1), 15), C2);
const mixed2 = (k: number): number => Math.imul(rotated(Math.imul(k, C2), 16), C3);
const mixed3 = (k: number): number => Math.imul(rotated(Math.imul(k, C3), 17), C4);
const mixed4 = (k: number): number => Math.imul(rotated(Math.imul(k, C4), 18), C1);

function finished(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
