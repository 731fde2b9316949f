import { codeLengthRank, flowWords, rankOf, text, wholeYear } from '../staging/expressions.js';
import { thousands, units } from '../staging/quantity.js';
import type { Format } from './format.js';

const RE_FLOWS = ['re-export', 're-exports', 're-import', 're-imports'];

/**
 * World Bank WITS downloads, in thousand USD. A file may hold the same trade at four lengths of product code, and several
 * rows a key, one for each unit of quantity.
 */
export const wits: Format = {
  name: 'wits',
  title: 'World Bank WITS',
  source: 'World Bank',
  header: {
    all: ['ReporterISO3', 'PartnerISO3', 'ProductCode', 'Year', 'TradeFlowName'],
    any: ['TradeValueK', 'TradeValue in 1000 USD'],
  },
  read: () => ({
    currency: 'USD',
    valuation: { import: 'CIF', export: 'FOB' },
    period: wholeYear('Year'),
    sides: [
      {
        flow: flowWords('TradeFlowName', {
          import: ['import', 'imports', 'gross imp.', 're-import', 're-imports'],
          export: ['export', 'exports', 'gross exp.', 're-export', 're-exports'],
        }),
        netKg: units(text('NetWeightKG', 'NetWeight in KGM')),
        value: thousands(text('TradeValueK', 'TradeValue in 1000 USD')),
      },
    ],
    reporter: text('ReporterISO3'),
    partner: text('PartnerISO3'),
    partnerScheme: 'iso3',
    commodity: (column) => `nullif(${text('ProductCode')(column)}, 'Total')`,
    // Its codes need not be those of the Harmonized System.
    names: { commodity: text('ProductDescription') },
    totals: [
      {
        reason: 'other-commodity-level',
        rank: codeLengthRank('ProductCode'),
        within: ['reporter', 'flow', 'period'],
        keep: 'complete',
      },
      {
        reason: 'part-of-flow',
        rank: rankOf('TradeFlowName', RE_FLOWS),
        within: ['reporter', 'flow', 'period'],
        keep: 'finest',
      },
    ],
    notes: ['values are in thousand USD in the file'],
  }),
};
