import { flowIs, text, yearOrMonth, type Expression } from '../staging/expressions.js';
import { powersOfTen } from '../staging/quantity.js';
import type { Format } from './format.js';

/** Yen a tonne times ten thousand tonnes, in ten thousand yen; a text that is no number stays to be seen as one. */
const VALUE: Expression = (column) => {
  const price = text('cif_yen_per_mt')(column);
  const quantity = text('quantity_mant')(column);
  return `coalesce((TRY_CAST(${price} AS DECIMAL(19,3)) * TRY_CAST(${quantity} AS DECIMAL(19,3)))::VARCHAR, ${price} || '*' || ${quantity})`;
};

/** Japan's coal imports a month: quantity in ten thousand tonnes (`mant`), and price; the value is their product. */
export const japanCoal: Format = {
  name: 'japan-coal',
  title: 'Japan, coal imports',
  source: 'Ministry of Finance Japan, Trade Statistics',
  header: { all: ['date', 'cif_yen_per_mt', 'quantity_mant'] },
  read: () => ({
    currency: 'JPY',
    valuation: { import: 'CIF', export: null },
    period: yearOrMonth('date'),
    sides: [{ flow: flowIs('import'), netKg: powersOfTen(7, 'quantity_mant'), value: powersOfTen(4, VALUE) }],
    commodity: () => "'2701'",
    notes: ['value: price times quantity', 'flow: import, as the price is CIF', 'commodity: 2701, coal'],
  }),
};
