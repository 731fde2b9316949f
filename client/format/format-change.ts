import type { Lang } from '../locales/lang.js';
import { joinUnit } from './format-quantity.js';
import { formatNumber, roundTo, UNKNOWN } from './number.js';

export type Direction = 'up' | 'down' | 'flat' | 'unknown';

/** Which way is up for the reader: rise is red in Chinese convention, green elsewhere. */
export type RiseColor = 'green' | 'red';

export interface Change {
  /** `▲ 4.1 %`, `▼ 11.8 %`, `0.0 %`, or a dash. The sign is a shape, so that colour is never the only one. */
  readonly text: string;
  readonly direction: Direction;
}

const ARROWS = { up: '▲\u00a0', down: '▼\u00a0', flat: '' } as const;

/** A change against an earlier period; `ratio` 0.041 is 4.1 % more. One decimal; null gives a dash. */
export function formatChange(ratio: number | null, lang: Lang): Change {
  if (ratio === null || !Number.isFinite(ratio)) return { text: UNKNOWN, direction: 'unknown' };
  const percent = Math.abs(ratio * 100);
  const direction = roundTo(percent, 1) === 0 ? 'flat' : ratio > 0 ? 'up' : 'down';
  const number = formatNumber(percent, lang, 1);
  return { text: ARROWS[direction] + joinUnit({ number, unit: '%' }, lang), direction };
}

/** The colour of a change; `rise` overrides the language's convention, and what does not move has none. */
export function changeColor(direction: Direction, lang: Lang, rise: RiseColor | null): 'good' | 'bad' | '' {
  if (direction !== 'up' && direction !== 'down') return '';
  const isRed = (rise ?? (lang === 'zh-CN' ? 'red' : 'green')) === 'red';
  return (direction === 'up') === isRed ? 'bad' : 'good';
}
