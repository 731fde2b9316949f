import { flowIs, isoDay, text } from '../staging/expressions.js';
import { thousands } from '../staging/quantity.js';
import type { Format } from './format.js';

/**
 * A row is a port and a day, with both flows side by side. `import` and `export` are the totals of the six columns
 * before each (`*_cargo` is a subtotal as well), so the parts are left alone.
 */
export const portwatchDaily: Format = {
  name: 'portwatch-daily',
  title: 'PortWatch daily port activity',
  source: 'IMF PortWatch',
  header: { all: ['date', 'import', 'export'], any: ['portid', 'portname', 'ISO3', 'country'] },
  read: () => ({
    currency: null,
    valuation: { import: null, export: null },
    period: isoDay('date'),
    sides: [
      { flow: flowIs('import'), netKg: thousands('import') },
      { flow: flowIs('export'), netKg: thousands('export') },
    ],
    reporter: text('ISO3', 'country'),
    port: text('portid', 'portname'),
    names: { port: text('portname') },
    notes: [
      'weights are estimates from ship movements (AIS), in tonnes',
      'PortWatch reports no partners and no commodities',
    ],
  }),
};
