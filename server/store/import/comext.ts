import { codeLengthRank, flowWords, text, yearOrMonth, type Period } from '../staging/expressions.js';
import { units } from '../staging/quantity.js';
import { hasColumn, partnerFrom } from './evidence.js';
import type { Format } from './format.js';

const MONTHS = yearOrMonth('PERIOD');

/** `202403` is a month, `2024` a year, and `202452` a year too. */
const PERIOD: Period = {
  start: (column) => MONTHS.start(() => wholeYears(column('PERIOD'))),
  span: (column) => `CASE WHEN length(${wholeYears(column('PERIOD'))}) = 4 THEN 'year' ELSE 'month' END`,
};

function wholeYears(period: string): string {
  return `CASE WHEN length(trim(${period})) = 6 AND right(trim(${period}), 2) = '52' THEN left(trim(${period}), 4) ELSE trim(${period}) END`;
}

/** Eurostat's Comext, bulk files of all years and extracts of them. Greece is `EL` as declarant, `GR` as partner. */
export const comext: Format = {
  name: 'comext',
  title: 'Eurostat Comext',
  source: 'Eurostat',
  header: {
    all: ['PRODUCT_NC', 'FLOW', 'PERIOD'],
    any: ['VALUE_IN_EUROS', 'VALUE_EUR', 'VALUE_EUROS', 'QUANTITY_IN_KG', 'QUANTITY_KG'],
  },
  read: (file) => ({
    currency: 'EUR',
    valuation: { import: 'CIF', export: 'FOB' },
    period: PERIOD,
    sides: [
      {
        flow: flowWords('FLOW', { import: ['1', 'I', 'import'], export: ['2', 'E', 'export'] }),
        netKg: units(text('QUANTITY_IN_KG', 'QUANTITY_KG')),
        value: units(text('VALUE_IN_EUROS', 'VALUE_EUR', 'VALUE_EUROS')),
      },
    ],
    reporter: text('DECLARANT_ISO', 'REPORTER', 'DECLARANT'),
    ...partnerFrom(file, [
      ['PARTNER_ISO', 'comext'],
      ['PARTNER', 'comext'],
    ]),
    commodity: (column) => `nullif(${text('PRODUCT_NC')(column)}, 'TOTAL')`,
    mode: text('STAT_PROCEDURE', 'STAT_REGIME'),
    transport: text('TRANSPORT_MODE'),
    transportScheme: 'comext',
    totals: [
      {
        reason: 'other-commodity-level',
        rank: codeLengthRank('PRODUCT_NC'),
        within: ['reporter', 'flow', 'period'],
        keep: 'complete',
      },
    ],
    notes: [
      'values in EUR at the border of the declarant: imports CIF, exports FOB',
      "trade between member states is in the sums, once as the one's export and once as the other's import",
      ...(hasColumn(file, 'QUANTITY_IN_KG') || hasColumn(file, 'QUANTITY_KG')
        ? []
        : ['the file has no weights']),
    ],
  }),
};
