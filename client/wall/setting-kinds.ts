import type { Lang } from '../locales/lang.js';
import { wallMessage } from '../locales/wall-message.js';

/** What a form offers for a setting. */
export type SettingControl =
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** Several of them; where their order counts, in the order in which they are shown. */
  | {
      readonly kind: 'list';
      readonly choices: readonly string[];
      readonly isOrdered: boolean;
      readonly hasNone: boolean;
    }
  | { readonly kind: 'number'; readonly from: number; readonly to: number; readonly isWhole: boolean }
  | { readonly kind: 'timeline' }
  | { readonly kind: 'text' | 'codes' };

/** What a text came to; without a value, nothing of it can be used. */
export interface ReadSetting<T> {
  readonly value?: T;
  /** Whether all of the text was as expected. */
  readonly isRight: boolean;
}

/** A setting: what its text may be, what that means, and what holds where it is missing. */
export interface Setting<T> {
  readonly control: SettingControl;
  readonly initial: T;
  /** What holds where it is missing, as an address would say it; empty where no text says that. */
  readonly initialText: string;
  /** @param text not blank */
  readonly read: (text: string) => ReadSetting<T>;
  /** A text in its plainest form; empty where nothing of it can be used, or it says no more than its absence. */
  readonly addressText: (text: string) => string;
  /** What is allowed, as it follows “expected”. */
  readonly expected: (lang: Lang) => string;
}

interface Kind<T> extends Pick<Setting<T>, 'control' | 'initial' | 'read' | 'expected'> {
  readonly write: (value: T) => string;
  /** Given, its default means more than left out. */
  readonly countsGiven?: boolean;
}

function setting<T>({ write, countsGiven = false, ...kind }: Kind<T>): Setting<T> {
  const initialText = write(kind.initial);
  return {
    ...kind,
    initialText,
    addressText: (text) => {
      const { value } = kind.read(text);
      const written = value === undefined ? '' : write(value);
      return written === initialText && !countsGiven ? '' : written;
    },
  };
}

const WRONG = { isRight: false } as const;

function right<T>(value: T): ReadSetting<T> {
  return { value, isRight: true };
}

/** One of several words, in whatever case. @param aliases other words for some of them */
export function choice<const C extends string, I extends C | null>(
  choices: readonly C[],
  initial: I,
  aliases: Readonly<Record<string, C>> = {},
): Setting<C | I> {
  const meant = (word: string): C | undefined =>
    aliases[word] ?? choices.find((candidate) => candidate.toLowerCase() === word);
  return setting<C | I>({
    control: { kind: 'choice', choices },
    initial,
    read: (text) => {
      const found = meant(text.toLowerCase());
      return found === undefined ? WRONG : right(found);
    },
    write: (value) => value ?? '',
    expected: () => choices.join(', '),
  });
}

interface ListOptions {
  readonly isOrdered?: boolean;
  /** Whether `none` of them is an answer. */
  readonly hasNone?: boolean;
}

/** Several words, comma-separated, or `all`; of those that do not exist the rest is taken. */
export function list<const C extends string>(
  choices: readonly C[],
  initial: readonly C[],
  { isOrdered = false, hasNone = false }: ListOptions = {},
): Setting<readonly C[]> {
  const words = hasNone ? ['all', 'none'] : ['all'];
  return setting({
    control: { kind: 'list', choices, isOrdered, hasNone },
    initial,
    read: (text) => {
      const given = text
        .toLowerCase()
        .split(/[\s,]+/)
        .filter((word) => word !== '');
      if (given.length === 1 && given[0] === 'all') return right(choices);
      if (given.length === 1 && given[0] === 'none' && hasNone) return right([]);
      const found = given.flatMap((word) => choices.filter((candidate) => candidate === word));
      const isRight = found.length === given.length && given.length > 0;
      return found.length > 0 ? { value: [...new Set(found)], isRight } : WRONG;
    },
    write: (value) => {
      if (value.length === 0) return hasNone ? 'none' : '';
      return value.join() === choices.join() ? 'all' : value.join(',');
    },
    expected: () => [...choices, ...words].join(', '),
  });
}

/** A number between two, both included. */
export function number<I extends number | null>(
  { from, to, isWhole }: { readonly from: number; readonly to: number; readonly isWhole: boolean },
  initial: I,
): Setting<number | I> {
  const form = isWhole ? /^\d+$/ : /^\d+(\.\d+)?$/;
  return setting<number | I>({
    control: { kind: 'number', from, to, isWhole },
    initial,
    read: (text) =>
      form.test(text) && Number(text) >= from && Number(text) <= to ? right(Number(text)) : WRONG,
    write: (value) => (value === null ? '' : String(value)),
    expected: (lang) =>
      wallMessage(lang, isWhole ? 'wall.expectedWhole' : 'wall.expectedNumber', { from, to }),
  });
}

/** A number above zero, or null for `off`. */
export function amount(initial: number): Setting<number | null> {
  return setting({
    control: { kind: 'text' },
    initial,
    countsGiven: true,
    read: (text) => {
      if (text === 'off') return right(null);
      return Number(text) > 0 && Number.isFinite(Number(text)) ? right(Number(text)) : WRONG;
    },
    write: (value) => (value === null ? 'off' : String(value)),
    expected: (lang) => wallMessage(lang, 'wall.expectedAmount'),
  });
}

/** Any text up to a length. */
export function text<I extends string | null>(
  longest: number,
  initial: I,
  kind: 'text' | 'timeline' = 'text',
): Setting<string | I> {
  return setting<string | I>({
    control: { kind },
    initial,
    read: (given) => (given.length <= longest ? right(given) : WRONG),
    write: (value) => value ?? '',
    expected: (lang) => wallMessage(lang, 'wall.expectedText', { longest }),
  });
}

/** A text of a form that words say. */
export function matching<I extends string | null>(
  isRight: (given: string) => boolean,
  initial: I,
  expected: (lang: Lang) => string,
): Setting<string | I> {
  return setting<string | I>({
    control: { kind: 'text' },
    initial,
    read: (given) => (isRight(given) ? right(given) : WRONG),
    write: (value) => value ?? '',
    expected,
  });
}

const CODES = /^[\w.-]+(\s*,\s*[\w.-]+)*$/;

/** Codes of a dimension, comma-separated; null is all of it. */
export function codes(example: string): Setting<readonly string[] | null> {
  return setting({
    control: { kind: 'codes' },
    initial: null,
    read: (given) => (CODES.test(given) ? right(given.split(/\s*,\s*/)) : WRONG),
    write: (value) => value?.join(',') ?? '',
    expected: (lang) => wallMessage(lang, 'wall.expectedCodes', { example }),
  });
}
