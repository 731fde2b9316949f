/** A currency, and the power of ten that a table gives its values in. */
export interface ValueUnit {
  readonly currency: 'USD' | 'CNY';
  readonly power: number;
}

const SCALES: readonly (readonly [pattern: RegExp, power: number])[] = [
  [/100\s*(m\b|mn|million)|亿/i, 8],
  [/10,?000\b|万/i, 4],
  [/1,?000\b|thousand/i, 3],
  [/billion|\bbn/i, 9],
  [/million|\bmn|\b1 m\b/i, 6],
];

/** Reads `US$1,000`, `USD 1000`, `CNY 100 million`, `人民币亿元`; null where the currency isn't named. */
export function valueUnit(text: string): ValueUnit | null {
  const currency = /US|\$|美元/i.test(text) ? 'USD' : /CNY|RMB|yuan|人民币|元/i.test(text) ? 'CNY' : null;
  if (currency === null) return null;
  return { currency, power: SCALES.find(([pattern]) => pattern.test(text))?.[1] ?? 0 };
}
