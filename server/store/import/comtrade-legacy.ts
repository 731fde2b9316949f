import {
  codeLengthRank,
  evenDigits,
  fineName,
  flowWords,
  isOneOf,
  text,
  wholeYear,
  yearOrMonth,
} from '../staging/expressions.js';
import { units } from '../staging/quantity.js';
import { hasColumn, partnerFrom } from './evidence.js';
import type { Format, Reading, SampledFile } from './format.js';

const FLOW_COLUMNS = ['Trade Flow', 'rgDesc'] as const;

const FLOWS = {
  import: ['import', 'imports', 're-import', 're-imports'],
  export: ['export', 'exports', 're-export', 're-exports'],
};

const RE_FLOWS = ['re-import', 're-imports', 're-export', 're-exports'];

/** Comtrade's former layout with headers for people: 35 columns of the API, 12 of an extract, or any between. */
export const comtradeLegacy: Format = {
  name: 'comtrade-legacy',
  title: 'UN Comtrade (former layout)',
  source: 'United Nations Statistics Division',
  header: {
    all: ['Trade Flow', 'Partner', 'Commodity Code'],
    any: ['Trade Value (US$)', 'Trade Value'],
  },
  read: readLegacy,
};

/** The same with the API's own short names. */
export const comtradeLegacyApi: Format = {
  name: 'comtrade-legacy-api',
  title: 'UN Comtrade (former API)',
  source: 'United Nations Statistics Division',
  header: { all: ['rgDesc', 'ptTitle', 'cmdCode', 'TradeValue'] },
  read: readLegacy,
};

function readLegacy(file: SampledFile): Reading {
  const flowColumn = FLOW_COLUMNS.find((name) => hasColumn(file, name)) ?? FLOW_COLUMNS[0];
  const commodity = hasColumn(file, 'cmdCode') ? 'cmdCode' : 'Commodity Code';
  const period = ['Period', 'period'].find((name) => hasColumn(file, name));
  return {
    currency: 'USD',
    valuation: { import: 'CIF', export: 'FOB' },
    period: period === undefined ? wholeYear(hasColumn(file, 'yr') ? 'yr' : 'Year') : yearOrMonth(period),
    sides: [
      {
        flow: flowWords(flowColumn, FLOWS),
        netKg: units(text('Netweight (kg)', 'Net Weight (kg)', 'NetWeight'), { thousands: ',' }),
        value: units(text('Trade Value (US$)', 'Trade Value', 'TradeValue'), { thousands: ',' }),
      },
    ],
    reporter: text('Reporter Code', 'rtCode', 'Reporter'),
    ...partnerFrom(file, [
      ['Partner Code', 'm49'],
      ['ptCode', 'm49'],
      ['Partner ISO', 'iso3'],
      ['Partner', 'name'],
    ]),
    commodity: (column) => `nullif(${evenDigits(commodity)(column)}, 'TOTAL')`,
    names: { commodity: fineName(commodity, 'Commodity', 'cmdDescE') },
    totals: [
      {
        reason: 'other-commodity-level',
        rank: codeLevel(commodity),
        within: ['reporter', 'flow', 'period'],
        keep: 'complete',
      },
      {
        reason: 'part-of-flow',
        rank: (column) => `${isOneOf(flowColumn, RE_FLOWS)(column)}::UTINYINT`,
        within: ['reporter', 'flow', 'period'],
        keep: 'finest',
      },
    ],
    notes: ['values in USD: imports CIF, exports FOB, as Comtrade defines its trade value'],
  };
}

/** Chapters below 10 lost their zero, so that levels are told by the codes filled up again. */
function codeLevel(name: string): (column: (name: string) => string) => string {
  return (column) => codeLengthRank('code')(() => evenDigits(name)(column));
}
