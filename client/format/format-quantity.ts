import type { MeasureKind } from '../../protocol/measures.js';
import type { Lang } from '../locales/lang.js';
import { formatNumber, roundTo, UNKNOWN } from './number.js';
import { isPercentage, scaleFor, scalesOf, shownPer, unitName, type Scale } from './scale.js';

export interface QuantityOptions {
  readonly lang: Lang;
  /** ISO 4217 code; null where the timeline has none. */
  readonly currency: string | null;
  /** Significant digits at most; decimals are two at most whatever this is. Default 4: 4.66, 37.86, 378.6, 3,786. */
  readonly digits?: number;
  /** False writes the number out in the base unit, with thousands separators. */
  readonly compact?: boolean;
  /** True puts a plus before what is above zero; default only for `ratio` and `points`, which are changes. */
  readonly signed?: boolean;
  /** True keeps the decimals of a whole count, so that a rate doesn't change its width. */
  readonly rate?: boolean;
}

/** A number and its unit, apart so that they can be set in different sizes. */
export interface Quantity {
  readonly number: string;
  readonly unit: string;
}

const MAX_DECIMALS = 2;

/**
 * A cell of the feed in the scale that reads best: `37.86`, `tn CNY`; `4.66`, `bn t`; `37.86`, `万亿元`.
 * Its decimals depend on its magnitude only, never on trailing zeros, so it keeps its width while it runs.
 * `percent` is in hundredths already, `ratio` and `share` are not (0.041 is `+4.1 %`, `4.1 %`). Null and non-finite give a dash.
 */
export function formatQuantity(value: number | null, kind: MeasureKind, options: QuantityOptions): Quantity {
  const { lang, currency, compact = true, signed = kind === 'ratio' || kind === 'points' } = options;
  if (value === null || !Number.isFinite(value)) return { number: UNKNOWN, unit: '' };
  const amount = value * shownPer(kind);
  const rounding = roundingOf(amount, kind, options);
  const scales = compact ? scalesOf(kind, lang) : [UNSCALED];
  const scale = fittingScale(Math.abs(amount), scales, rounding);
  const scaled = amount / scale.size;
  return {
    number: formatNumber(scaled, lang, stableDecimals(Math.abs(scaled), scale, rounding), { signed }),
    unit: unitName(kind, scale, lang, currency),
  };
}

/** Number and unit in one text, with a no-break space where the language has one. */
export function quantityText(value: number | null, kind: MeasureKind, options: QuantityOptions): string {
  return joinUnit(formatQuantity(value, kind, options), options.lang);
}

/** `37.86 tn CNY`, `37.86万亿元`. */
export function joinUnit({ number, unit }: Quantity, lang: Lang): string {
  if (unit === '') return number;
  return lang === 'zh-CN' && !/^[A-Z]/.test(unit) ? number + unit : `${number}\u00a0${unit}`;
}

const UNSCALED: Scale = { size: 1, prefix: '' };

interface Rounding {
  readonly digits: number;
  readonly decimals: number;
  /** Has no decimals unless it is scaled: 7 declarations, but 7.00 K of them. */
  readonly whole: boolean;
}

/** An index is often far below 1. */
function decimalsOf(kind: MeasureKind): number {
  if (kind === 'index') return 3;
  return isPercentage(kind) ? 1 : MAX_DECIMALS;
}

function roundingOf(
  amount: number,
  kind: MeasureKind,
  { digits = 4, rate = false }: QuantityOptions,
): Rounding {
  return {
    digits,
    decimals: decimalsOf(kind),
    whole: kind === 'count' && !rate && Number.isInteger(amount),
  };
}

/** The step that still fits once the number is rounded: 999.95 K is 1.00 m. */
function fittingScale(magnitude: number, scales: readonly Scale[], rounding: Rounding): Scale {
  const scale = scaleFor(magnitude, scales);
  const scaled = magnitude / scale.size;
  return scaleFor(roundTo(scaled, stableDecimals(scaled, scale, rounding)) * scale.size, scales);
}

/** Decimals that keep to the significant digits once rounded: 99.996 is 100.0, not 100.00. */
function stableDecimals(scaled: number, scale: Scale, { digits, decimals, whole }: Rounding): number {
  if (whole && scale.size === 1) return 0;
  const decimalsAt = (magnitude: number) =>
    Math.max(0, Math.min(decimals, digits - integerDigits(magnitude)));
  return decimalsAt(roundTo(scaled, decimalsAt(scaled)));
}

function integerDigits(magnitude: number): number {
  return magnitude < 10 ? 1 : Math.floor(Math.log10(magnitude)) + 1;
}
