import { flowIs, text } from '../staging/expressions.js';
import { nilIsZero, unitOf } from './gac-regime.js';
import { powersOfTen } from '../staging/quantity.js';
import type { Format } from './format.js';

/**
 * China Customs' preliminary tables by trade mode, published a week after the month: (2) of the month, (3) of the year to
 * date, which is one record of so many months for each mode. Total Value stands among the modes, `-` for nil.
 */
export const gacTradeMode: Format = {
  name: 'gac-trade-mode',
  title: 'China Customs, trade by trade mode',
  source: 'General Administration of Customs of China',
  header: { all: ['from', 'months', 'Trade Mode', 'Export', 'Import', 'unit'] },
  read: (file, options) => {
    const { unit, currency, power } = unitOf(file, options.currency);
    const writing = { thousands: ',' } as const;
    return {
      currency,
      valuation: { import: 'CIF', export: 'FOB' },
      period: {
        start: (column) =>
          `CASE WHEN TRY_CAST(${column('months')} AS INTEGER) BETWEEN 1 AND 12
            THEN TRY_CAST(trim(${column('from')}) || '-01' AS DATE) END`,
        span: (column) => `trim(${column('months')}) || ' months'`,
      },
      sides: [
        { flow: flowIs('export'), value: powersOfTen(power, nilIsZero(['Export']), writing) },
        { flow: flowIs('import'), value: powersOfTen(power, nilIsZero(['Import']), writing) },
      ],
      mode: text('Trade Mode'),
      modeNames: true,
      cumulative: true,
      notes: [
        `values are in ${unit} in the file, and preliminary`,
        "imports CIF and exports FOB, as China's customs value them",
      ],
    };
  },
};
