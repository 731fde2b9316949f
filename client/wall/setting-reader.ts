import type { Lang } from '../locales/lang.js';
import { wallMessage } from '../locales/wall-message.js';

/** Reads settings from a query string; what can't be used is kept as a problem, and the fallback is given. */
export class SettingReader {
  /** One sentence per setting at fault: which, what it says, what is allowed. */
  readonly problems: string[] = [];
  readonly #query: URLSearchParams;
  readonly #lang: Lang;

  constructor(query: URLSearchParams, lang: Lang) {
    this.#query = query;
    this.#lang = lang;
  }

  /** Null where the setting is missing or blank. */
  text(key: string): string | null {
    return this.#query.get(key)?.trim() || null;
  }

  choice<T extends string>(key: string, choices: readonly T[], fallback: T): T {
    const value = this.text(key)?.toLowerCase();
    if (value === undefined) return fallback;
    const found = choices.find((candidate) => candidate.toLowerCase() === value);
    if (found === undefined) this.#refuse(key, choices.join(', '));
    return found ?? fallback;
  }

  /** Several of the choices, comma-separated, or `all`; those that do not exist are named and left out. */
  list<T extends string>(key: string, choices: readonly T[], fallback: readonly T[]): readonly T[] {
    const words = (this.text(key)?.toLowerCase() ?? '').split(/[\s,]+/).filter((word) => word !== '');
    if (words.length === 1 && words[0] === 'all') return choices;
    const found = words.flatMap((word) => choices.filter((choice) => choice === word));
    if (found.length < words.length) this.#refuse(key, [...choices, 'all'].join(', '));
    return found.length > 0 ? [...new Set(found)] : fallback;
  }

  /** A whole number between two, both included. */
  whole(key: string, from: number, to: number, fallback: number): number {
    const value = this.text(key);
    if (value === null) return fallback;
    if (/^\d+$/.test(value) && Number(value) >= from && Number(value) <= to) return Number(value);
    this.#refuse(key, wallMessage(this.#lang, 'wall.expectedWhole', { from: String(from), to: String(to) }));
    return fallback;
  }

  /** A number above zero, or null for `off`. */
  amount(key: string, fallback: number | null): number | null {
    const value = this.text(key);
    if (value === null) return fallback;
    if (value === 'off') return null;
    if (Number(value) > 0 && Number.isFinite(Number(value))) return Number(value);
    this.#refuse(key, wallMessage(this.#lang, 'wall.expectedAmount'));
    return fallback;
  }

  matching<T extends string | null>(key: string, pattern: RegExp, expected: string, fallback: T): string | T {
    const value = this.text(key);
    if (value === null || pattern.test(value)) return value ?? fallback;
    this.#refuse(key, expected);
    return fallback;
  }

  /** Names every setting that does not exist, so that a misspelt one is not ignored in silence. */
  refuseUnknown(known: readonly string[]): void {
    for (const key of new Set(this.#query.keys())) {
      if (!known.includes(key)) this.#refuse(key, known.join(', '));
    }
  }

  #refuse(key: string, expected: string): void {
    const value = this.#query.get(key) ?? '';
    this.problems.push(wallMessage(this.#lang, 'wall.badSetting', { key, value, expected }));
  }
}
