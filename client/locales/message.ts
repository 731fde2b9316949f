import { en, type MessageKey } from './en.js';
import type { Lang } from './lang.js';
import { zhCn } from './zh-cn.js';

const MESSAGES: Record<Lang, Readonly<Record<MessageKey, string>>> = { en, 'zh-CN': zhCn };

/** Names that a text has in braces: `on {year}` has `year`. */
type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

type Params<Key extends MessageKey> = { readonly [Name in Placeholder<(typeof en)[Key]>]: string | number };

/** The text for `key`, with every `{name}` in it replaced; a missing or misspelt name does not compile. */
export function message<Key extends MessageKey>(
  lang: Lang,
  key: Key,
  ...[params]: Placeholder<(typeof en)[Key]> extends never ? [] : [Params<Key>]
): string {
  const values: Readonly<Record<string, string | number>> = params ?? {};
  return MESSAGES[lang][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** Whether there is a text for a key that is only known when the page runs, such as one made from a state. */
export function hasMessage(key: string): key is MessageKey {
  return key in en;
}
