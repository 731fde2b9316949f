import { en, type MessageKey } from './en.js';
import type { Lang } from './lang.js';
import { zhCn } from './zh-cn.js';

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

/** A way to say texts that there are in each language. */
export function messagesIn<const Texts extends Record<string, string>>(
  english: Texts,
  chinese: Readonly<Record<keyof Texts, string>>,
): Message<Texts> {
  return (lang, key, ...[params]) => {
    const values: Readonly<Record<string, string | number>> = params ?? {};
    const text: string = lang === 'zh-CN' ? chinese[key] : english[key]!;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}

export const message = messagesIn(en, zhCn);

/** Whether there is a text for a key that is only known when the page runs, such as one made from a state. */
export function hasMessage(key: string): key is MessageKey {
  return key in en;
}
