import {
  codeLengthRank,
  fineName,
  flowWords,
  isOneOf,
  rankOf,
  text,
  wholeYear,
  yearAndMonth,
  yearOrMonth,
  type Period,
} from '../staging/expressions.js';
import { units } from '../staging/quantity.js';
import { hasColumn, partnerFrom, sampledFields } from './evidence.js';
import type { Format, SampledFile } from './format.js';

/** Re-imports and re-exports, and domestic exports, are part of imports and exports. */
const PARTS_OF_FLOWS = ['RM', 'FM', 'MIP', 'MOP', 'RX', 'DX', 'XIP', 'XOP'];

/** Codes that stand for all of a breakdown: all modes of transport, all customs procedures, any second partner. */
const ALL_OF = ['0', 'c00', ''];

/**
 * Comtrade's present layout, as the API and comtradeplus give it, as extracts of it with the same names, and with values
 * formatted for reading (`23,837,402,142.0` in `primaryValueFormated`, as the API misspells it).
 */
export const comtrade: Format = {
  name: 'comtrade',
  title: 'UN Comtrade',
  source: 'United Nations Statistics Division',
  header: {
    all: ['flowCode'],
    any: ['primaryValue', 'primaryValueFormated', 'primaryValueFormatted'],
  },
  read: (file) => ({
    currency: 'USD',
    valuation: { import: 'CIF', export: 'FOB' },
    hsRevision: onlyOne(sampledFields(file, 'classificationCode')),
    period: periodOf(file),
    sides: [
      {
        flow: flowWords('flowCode', {
          import: ['M', 'RM', 'FM', 'MIP', 'MOP'],
          export: ['X', 'RX', 'DX', 'XIP', 'XOP'],
        }),
        netKg: units('netWgt'),
        value: units(text('primaryValue', 'primaryValueFormated', 'primaryValueFormatted'), {
          thousands: ',',
        }),
      },
    ],
    reporter: text('reporterCode', 'reporterISO', 'reporterDesc'),
    ...partnerFrom(file, [
      ['partnerCode', 'm49'],
      ['partnerISO', 'iso3'],
      ['partnerDesc', 'name'],
    ]),
    commodity: (column) => `nullif(${text('cmdCode')(column)}, 'TOTAL')`,
    names: { commodity: fineName('cmdCode', 'cmdDesc') },
    transport: text('motCode'),
    transportScheme: 'comtrade',
    skip: [{ reason: 'services', when: isOneOf('typeCode', ['S']) }],
    totals: [
      {
        reason: 'other-commodity-level',
        rank: codeLengthRank('cmdCode'),
        within: ['reporter', 'flow', 'period'],
        keep: 'complete',
      },
      ...['motCode', 'customsCode', 'partner2Code', 'mosCode'].map((name) => ({
        reason: 'other-breakdown',
        rank: rankOf(name, ALL_OF),
        within: ['reporter', 'flow', 'period'] as const,
        keep: 'complete' as const,
      })),
      {
        reason: 'part-of-flow',
        rank: rankOf('flowCode', PARTS_OF_FLOWS),
        within: ['reporter', 'flow', 'period'],
        keep: 'finest',
      },
    ],
    notes: ['values in USD: imports CIF, exports FOB, as Comtrade defines primaryValue'],
  }),
};

/** Extracts may have the year alone, and then also the month of monthly rows (52 stands for a whole year). */
function periodOf(file: SampledFile): Period {
  if (hasColumn(file, 'period')) return yearOrMonth('period');
  const monthly = sampledFields(file, 'freqCode').includes('M') && hasColumn(file, 'refMonth');
  return monthly ? yearAndMonth('refYear', 'refMonth') : wholeYear('refYear');
}

function onlyOne(fields: readonly string[]): string | null {
  const [first] = fields;
  return first !== undefined && fields.every((field) => field === first) ? first : null;
}
