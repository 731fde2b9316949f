import { flowIs, isoDay } from '../staging/expressions.js';
import { powersOfTen } from '../staging/quantity.js';
import { flowOfName } from './evidence.js';
import type { Format } from './format.js';

/** China's monthly total of one flow in USD billion, with the year's cumulative figure beside it, which is left alone. */
export const gacHeadline: Format = {
  name: 'gac-headline',
  title: 'China, monthly total',
  source: 'General Administration of Customs of China, through akshare',
  header: { all: ['date', 'value', 'ytd_value'] },
  read: (file, options) => {
    const { flow, guessed } = flowOfName(file, options, { import: /imp|进口/i, export: /exp|出口/i });
    return {
      currency: 'USD',
      valuation: { import: 'CIF', export: 'FOB' },
      period: { start: isoDay('date').start, span: 'month' },
      sides: [{ flow: flowIs(flow), value: powersOfTen(9, 'value') }],
      guessed: [...guessed, 'value unit: USD billion, which the file does not state'],
      notes: ['months, rounded to 0.1 billion; the cumulative column is rounded on its own and not used'],
    };
  },
};
