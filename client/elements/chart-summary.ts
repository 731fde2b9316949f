import type { Lang } from '../locales/lang.js';
import { message } from '../locales/message.js';

/** One line of a chart as its reader names it, with the values as shown, oldest first. */
export interface NamedValues {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/**
 * One sentence that is true of what is drawn: per line the latest, highest and lowest value among the first `end`, which
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
    const known = Array.from(values)
      .slice(0, end)
      .filter((value) => !Number.isNaN(value));
    const latest = known.at(-1);
    if (latest === undefined) return [];
    const [highest, lowest] = [Math.max(...known), Math.min(...known)].map(format);
    return [
      message(lang, 'chart.summary', {
        title: name,
        latest: format(latest),
        highest: highest!,
        lowest: lowest!,
      }),
    ];
  });
  const separator = lang === 'zh-CN' ? '；' : '; ';
  return [title, parts.length > 0 ? parts.join(separator) : message(lang, 'term.noData')].join(
    lang === 'zh-CN' ? '。' : '. ',
  );
}
