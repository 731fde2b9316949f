import type { Lang } from '../locales/lang.js';
import { message } from '../locales/message.js';

/** One line of a chart as its reader names it, with the values as shown, oldest first. */
export interface NamedValues {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/**
 * One sentence that is true of what is drawn, under its title if it has one: per line the latest, highest and lowest value among the first `end`, which
 * are the closed buckets; a sentence about an open one would be outdated while it is read.
 */
export function chartSummary(
  title: string,
  lines: readonly NamedValues[],
  end: number,
  format: (value: number) => string,
  lang: Lang,
): string {
  const parts = lines.flatMap(({ name, values }) => {
    const known = knownOf(values, end);
    return known === null
      ? []
      : [
          message(lang, 'chart.summary', {
            title: name,
            latest: format(known.latest),
            highest: format(known.highest),
            lowest: format(known.lowest),
          }),
        ];
  });
  const [between, colon, stop] = lang === 'zh-CN' ? ['；', '：', '。'] : ['; ', ': ', '.'];
  const texts = [title, parts.length > 0 ? parts.join(between) : message(lang, 'term.noData')];
  return texts.filter((text) => text !== '').join(colon) + stop;
}

/** Written anew whenever a bucket closes, so thousands of values are looked at without copying them. */
function knownOf(
  values: ArrayLike<number>,
  end: number,
): { latest: number; highest: number; lowest: number } | null {
  let [latest, highest, lowest] = [Number.NaN, -Infinity, Infinity];
  for (let index = 0; index < end; index++) {
    const value = values[index] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    latest = value;
    if (value > highest) highest = value;
    if (value < lowest) lowest = value;
  }
  return Number.isNaN(latest) ? null : { latest, highest, lowest };
}
