import { en, type MessageKey } from './en.js';
import type { Lang } from './lang.js';

/** Names that a text has in braces: `on {year}` has `year`. */
type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

type Params<Text extends string> = { readonly [Name in Placeholder<Text>]: string | number };

type Args<Text extends string> = Placeholder<Text> extends never ? [] : [Params<Text>];

/** The text for `key`, with every `{name}` in it replaced; a missing or misspelt name does not compile. */
export type Message<Texts extends Record<string, string>> = <Key extends keyof Texts & string>(
  lang: Lang,
  key: Key,
  ...params: Args<Texts[Key]>
) => string;

/** The texts of each language; where one of them has not come yet, English stands in. */
type TextsIn<Texts> = { readonly en: Texts; 'zh-CN'?: Readonly<Record<keyof Texts, string>> };

/** A way to say texts that there are in each language. */
export function messagesIn<const Texts extends Record<string, string>>(
  texts: TextsIn<Texts>,
): Message<Texts> {
  return (lang, key, ...[params]) => {
    const values: Readonly<Record<string, string | number>> = params ?? {};
    const text: string = (texts[lang] ?? texts.en)[key];
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}

const texts: TextsIn<typeof en> = { en };

export const message = messagesIn(texts);

/** What servers of Tradewall say in English, in other languages. */
const serverTexts: { [Language in Lang]?: Readonly<Record<string, string>> } = {};

/** What a server says where nobody gave it other words, in a language; the words of anybody else as they are. A seed at its end stays. */
export function translated(lang: Lang, text: string): string {
  const [seed] = /-?\d*$/.exec(text)!;
  const known = serverTexts[lang]?.[text.slice(0, text.length - seed.length)];
  return known === undefined ? text : known + seed;
}

/** Whether there is a text for a key that is only known when the page runs, such as one made from a state. */
export function hasMessage(key: string): key is MessageKey {
  return key in en;
}

/** Whether what is said in a language can be said already. */
export function isSpoken(lang: Lang): boolean {
  return lang in texts;
}

/** Loads the texts of a language that only some pages are in. */
export async function learn(lang: Lang): Promise<void> {
  if (lang !== 'zh-CN' || isSpoken(lang)) return;
  const { zhCn, serverTextsZhCn } = await import('./zh-cn.js');
  texts[lang] = zhCn;
  serverTexts[lang] = serverTextsZhCn;
}
