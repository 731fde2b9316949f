import { flowIs, yearOrMonth } from '../staging/expressions.js';
import { powersOfTen } from '../staging/quantity.js';
import type { Format } from './format.js';

/** China's months, both flows side by side in USD billion; columns in other units hold some of the same months. */
export const gacMonths: Format = {
  name: 'gac-months',
  title: 'China, monthly totals',
  source: 'General Administration of Customs of China',
  header: { all: ['month', 'exports_usd_bn', 'imports_usd_bn'] },
  read: () => ({
    currency: 'USD',
    valuation: { import: 'CIF', export: 'FOB' },
    period: yearOrMonth('month'),
    sides: [
      { flow: flowIs('export'), value: powersOfTen(9, 'exports_usd_bn') },
      { flow: flowIs('import'), value: powersOfTen(9, 'imports_usd_bn') },
    ],
    notes: ['months in USD, rounded to 0.1 billion; the columns in thousand USD and CNY are not used'],
  }),
};

/** A collection of figures for years, years to date and averages. */
export const gacOtherPeriods: Format = {
  name: 'gac-other-periods',
  title: 'China, totals of other periods',
  source: 'General Administration of Customs of China',
  header: { all: ['period_type', 'period', 'flow', 'value', 'unit'] },
  read: 'its years, years to date and averages cover the same months several times over; use the monthly totals',
};
