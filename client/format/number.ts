import type { Lang } from '../locales/lang.js';

/** Shown where a figure is unknown; never 0. */
export const UNKNOWN = '–';

const MINUS = '\u2212';

const formats = new Map<string, Intl.NumberFormat>();

/**
 * A number with exactly (or with `trim`, at most) `decimals` decimals, grouped thousands and a real minus sign.
 * What rounds to zero has no sign.
 */
export function formatNumber(
  value: number,
  lang: Lang,
  decimals: number,
  { signed = false, trim = false }: { signed?: boolean; trim?: boolean } = {},
): string {
  const rounded = roundTo(Math.abs(value), decimals);
  const digits = numberFormat(lang, trim ? 0 : decimals, decimals).format(rounded);
  if (rounded === 0) return digits;
  if (value < 0) return MINUS + digits;
  return signed ? `+${digits}` : digits;
}

/** Half away from zero, judged on the double's exact value, so that each caller rounds alike. */
export function roundTo(magnitude: number, decimals: number): number {
  return Number(magnitude.toFixed(decimals));
}

/** Making an Intl.NumberFormat costs a thousand times its use, so each is made once. */
function numberFormat(lang: Lang, minimum: number, maximum: number): Intl.NumberFormat {
  const key = `${lang} ${minimum} ${maximum}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(lang, {
      minimumFractionDigits: minimum,
      maximumFractionDigits: maximum,
      useGrouping: true,
    });
    formats.set(key, format);
  }
  return format;
}
