import { ImportError } from '../import-error.js';
import { flowIs, text, yearOrMonth, type Expression } from '../staging/expressions.js';
import { powersOfTen, type Quantity } from '../staging/quantity.js';
import { sampledFields } from './evidence.js';
import type { Format, SampledFile } from './format.js';
import { valueUnit, type ValueUnit } from './gac-unit.js';

/** China Customs' table (5) by customs regime: exports and imports side by side, TOTAL among the regimes, `-` for nil. */
export const gacRegime: Format = {
  name: 'gac-regime',
  title: 'China Customs, trade by regime',
  source: 'General Administration of Customs of China',
  header: { all: ['period', 'Customs Regime', 'Exports', 'Imports', 'unit'] },
  read: (file) => {
    const { currency, power } = unitOf(file);
    const amounts = (name: string): Quantity => powersOfTen(power, nilIsZero(name), { thousands: ',' });
    return {
      currency,
      valuation: { import: 'CIF', export: 'FOB' },
      period: yearOrMonth('period'),
      sides: [
        { flow: flowIs('export'), value: amounts('Exports') },
        { flow: flowIs('import'), value: amounts('Imports') },
      ],
      mode: text('Customs Regime'),
      modeNames: true,
      notes: [
        `values are in ${sampledFields(file, 'unit')[0]} in the file`,
        "imports CIF and exports FOB, as China's customs value them",
      ],
    };
  },
};

function nilIsZero(name: string): Expression {
  return (column) => `CASE WHEN ${text(name)(column)} = '-' THEN '0' ELSE ${text(name)(column)} END`;
}

function unitOf(file: SampledFile): ValueUnit {
  const units = [...new Set(sampledFields(file, 'unit'))];
  const unit = units.length === 1 ? valueUnit(units[0]!) : null;
  if (unit !== null) return unit;
  throw new ImportError(
    'currency-unknown',
    `${file.name}: column unit holds "${units.join('", "')}"; expected one unit such as US$1,000 or CNY 100 million`,
  );
}
