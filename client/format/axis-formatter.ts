import type { MeasureKind } from '../../protocol/measures.js';
import type { Lang } from '../locales/lang.js';
import { formatNumber, roundTo, UNKNOWN } from './number.js';
import { scaleFor, scalesOf, shownPer, unitName } from './scale.js';

/** Writes many numbers in one unit, so that the unit can be said once: on an axis, over a column. */
export interface AxisFormatter {
  readonly unit: string;
  readonly format: (value: number | null) => string;
}

/** For the ticks of an axis that reaches `maxAbs`: as few decimals as each tick needs, two at most. */
export function axisFormatter(
  kind: MeasureKind,
  maxAbs: number,
  lang: Lang,
  currency: string | null,
): AxisFormatter {
  return sharedUnit(kind, maxAbs, lang, currency, 2, true);
}

/** For a column of figures up to `maxAbs`, set flush right: the same decimals in each, three digits in the largest. */
export function columnFormatter(
  kind: MeasureKind,
  maxAbs: number,
  lang: Lang,
  currency: string | null,
): AxisFormatter {
  const amount = maxAbs * shownPer(kind);
  const largest = amount / scaleFor(amount, scalesOf(kind, lang)).size;
  const decimals = roundTo(largest, 2) < 10 ? 2 : roundTo(largest, 1) < 100 ? 1 : 0;
  return sharedUnit(kind, maxAbs, lang, currency, decimals, false);
}

function sharedUnit(
  kind: MeasureKind,
  maxAbs: number,
  lang: Lang,
  currency: string | null,
  decimals: number,
  trim: boolean,
): AxisFormatter {
  const factor = shownPer(kind);
  const scale = scaleFor(maxAbs * factor, scalesOf(kind, lang));
  return {
    unit: unitName(kind, scale, lang, currency),
    format: (value) =>
      value === null || !Number.isFinite(value)
        ? UNKNOWN
        : formatNumber((value * factor) / scale.size, lang, decimals, { trim }),
  };
}
