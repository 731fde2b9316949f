/** Languages that every text and number is shown in; the codes are BCP 47, as in `<html lang>` and `Intl`. */
export const LANGS = ['en', 'zh-CN'] as const;

export type Lang = (typeof LANGS)[number];

/** The language for a BCP 47 tag: any Chinese gives `zh-CN`, everything else (and nothing) `en`. */
export function langOf(tag: string | null | undefined): Lang {
  return /^zh\b/i.test(tag ?? '') ? 'zh-CN' : 'en';
}
