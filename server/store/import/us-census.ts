import {
  codeLengthRank,
  fineName,
  flowIs,
  rankOf,
  text,
  yearAndMonth,
  yearOrMonth,
  type Expression,
} from '../staging/expressions.js';
import { units } from '../staging/quantity.js';
import { hasColumn } from './evidence.js';
import type { Format, Reading, SampledFile, TotalsRule } from './format.js';

const SOURCE = 'US Census Bureau';

/** Totals of a breakdown are marked by a dash. */
const TOTAL = ['-'];

/** Monthly imports by the Harmonized System: general imports, at customs value. */
export const usCensusImports: Format = {
  name: 'us-census-imports',
  title: 'US imports',
  source: SOURCE,
  header: { all: ['I_COMMODITY', 'GEN_VAL_MO'], any: ['time', 'YEAR'] },
  read: (file) => ({
    ...common(file, 'I_COMMODITY'),
    valuation: { import: 'customs', export: null },
    sides: [{ flow: flowIs('import'), netKg: units(weight('GEN_QY1_MO')), value: units('GEN_VAL_MO') }],
  }),
};

/** Monthly exports by the Harmonized System, domestic and foreign, free alongside ship. */
export const usCensusExports: Format = {
  name: 'us-census-exports',
  title: 'US exports',
  source: SOURCE,
  header: { all: ['E_COMMODITY', 'ALL_VAL_MO'], any: ['time', 'YEAR'] },
  read: (file) => ({
    ...common(file, 'E_COMMODITY'),
    valuation: { import: null, export: 'FAS' },
    sides: [{ flow: flowIs('export'), netKg: units(weight('QTY_1_MO')), value: units('ALL_VAL_MO') }],
  }),
};

function common(file: SampledFile, commodity: string): Omit<Reading, 'sides' | 'valuation'> {
  const within = ['reporter', 'flow', 'period'] as const;
  const breakdowns = ['PORT', 'DISTRICT', 'DF'].map((name): TotalsRule => ({
    reason: 'other-breakdown',
    rank: rankOf(name, TOTAL),
    within,
    keep: 'complete',
  }));
  return {
    currency: 'USD',
    period: hasColumn(file, 'time') ? yearOrMonth('time') : yearAndMonth('YEAR', 'MONTH'),
    partner: text('CTY_CODE'),
    partnerScheme: 'census',
    commodity: (column) => `nullif(${text(commodity)(column)}, '-')`,
    names: {
      commodity: fineName(commodity, `${commodity}_SDESC`, `${commodity}_LDESC`),
      port: text('PORT_NAME'),
    },
    port: (column) => `nullif(${text('PORT')(column)}, '-')`,
    totals: [
      { reason: 'other-commodity-level', rank: codeLengthRank(commodity), within, keep: 'complete' },
      ...breakdowns,
    ],
    notes: [
      'weight: the first quantity where its unit is KG, else shipping weight by air and sea; by land there is none',
    ],
  };
}

/** Shipping weights are whole kilograms. */
function weight(quantity: string): Expression {
  return (column) => {
    const kilograms = (name: string): string => `TRY_CAST(${text(name)(column)} AS BIGINT)`;
    const shipped = `coalesce(${kilograms('AIR_WGT_MO')} + ${kilograms('VES_WGT_MO')}, ${kilograms('AIR_WGT_MO')}, ${kilograms('VES_WGT_MO')})`;
    return `CASE WHEN upper(${text('UNIT_QY1')(column)}) = 'KG' THEN ${text(quantity)(column)} ELSE (${shipped})::VARCHAR END`;
  };
}
