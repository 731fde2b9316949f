import { ImportError } from '../import-error.js';
import { flowIs, isOneOf, text, yearOrMonth, type Expression } from '../staging/expressions.js';
import { powersOfTen, type Quantity } from '../staging/quantity.js';
import { hasColumn, sampledFields } from './evidence.js';
import type { Format, SampledFile } from './format.js';
import { valueUnit, type ValueUnit } from './gac-unit.js';

const REGIME = text('Customs Regime', 'regime_en');

/**
 * China Customs' table (5) by customs regime: exports and imports side by side, TOTAL among the regimes, `-` for nil. A
 * collection of several months may have tables in several units, of which one is read; cumulative columns are not.
 */
export const gacRegime: Format = {
  name: 'gac-regime',
  title: 'China Customs, trade by regime',
  source: 'General Administration of Customs of China',
  header: { all: ['unit'], any: ['Customs Regime', 'regime_en'], none: ['soe'] },
  read: (file, options) => {
    const { unit, currency, power } = unitOf(file, options.currency);
    const amounts = (...names: string[]): Quantity =>
      powersOfTen(power, nilIsZero(names), { thousands: ',' });
    return {
      currency,
      valuation: { import: 'CIF', export: 'FOB' },
      period: yearOrMonth(hasColumn(file, 'period') ? 'period' : 'month'),
      sides: [
        { flow: flowIs('export'), value: amounts('Exports', 'exports_month') },
        { flow: flowIs('import'), value: amounts('Imports', 'imports_month') },
      ],
      mode: REGIME,
      modeNames: true,
      skip: [{ reason: 'other-unit', when: (column) => `NOT ${isOneOf('unit', [unit])(column)}` }],
      notes: [
        `values are in ${unit} in the file`,
        "imports CIF and exports FOB, as China's customs value them",
      ],
    };
  },
};

/** Cells that print nil as `-`. */
export function nilIsZero(names: readonly string[]): Expression {
  return (column) => `CASE WHEN ${text(...names)(column)} = '-' THEN '0' ELSE ${text(...names)(column)} END`;
}

/** The first unit of the currency asked for, or of any. */
export function unitOf(file: SampledFile, wanted: string | undefined): ValueUnit & { unit: string } {
  const units = [...new Set(sampledFields(file, 'unit'))];
  for (const unit of units) {
    const read = valueUnit(unit);
    if (read !== null && (wanted === undefined || read.currency === wanted.toUpperCase()))
      return { unit, ...read };
  }
  throw new ImportError(
    'currency-unknown',
    `${file.name}: column unit holds "${units.join('", "')}"; expected ${wanted ?? 'a unit'} such as US$1,000 or CNY 100 million`,
  );
}
