import type { Reading } from '../import/format.js';

/** Why a row of any format can be left out, in the order in which a row is judged. */
export const SKIP_REASONS = {
  'too-few-fields': 'The row ends before the last column.',
  'too-many-fields': 'The row has more filled fields than the header has names.',
  'unknown-flow': 'The flow is neither import nor export.',
  'bad-time': 'The time or period does not exist, or lies outside 1900 to 2199.',
  'bad-weight': 'The weight is not a number, or too large for one.',
  'bad-value': 'The value is not a number, or too large for one.',
  'negative-weight': 'The weight is below zero, in a format that prints no corrections.',
  'negative-value': 'The value is below zero, in a format that prints no corrections.',
  'no-weight-or-value': 'Neither weight nor value is given.',
  'bad-quotes': 'A quote is opened and not closed on the same line, or followed by other text.',
  'bad-json': 'The line is not a JSON object.',
  'partner-total': 'The partner is the world or a group, and its members have rows of their own.',
  'mode-total': 'The row is the total of all trade modes, and they have rows of their own.',
  'other-commodity-level': 'The same trade is kept at another level of the commodity code.',
  'other-reporter': 'The row is not of the reporter asked for.',
} as const;

/** Reasons that rows of this reading can have; a row's skip code is the index here plus one. */
export function skipReasons(reading: Reading): string[] {
  const ofFormat = (reading.skip ?? []).map((rule) => rule.reason);
  const ofTotals = (reading.totals ?? []).map((rule) => rule.reason);
  return [...new Set([...Object.keys(SKIP_REASONS), ...ofFormat, ...ofTotals])];
}
