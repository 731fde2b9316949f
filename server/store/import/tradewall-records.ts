import { flowWords, recordTime, text } from '../staging/expressions.js';
import { units } from '../staging/quantity.js';
import { currencyOf } from './record-currency.js';
import type { Format } from './format.js';

/** The project's own records, as CSV, NDJSON or JSON. */
export const tradewallRecords: Format = {
  name: 'tradewall-records',
  title: 'Trade records',
  source: 'the user',
  header: { all: ['time', 'flow'], any: ['value', 'netKg'] },
  read: (file, options) => ({
    ...currencyOf(file, 'currency', options),
    valuation: { import: null, export: null },
    period: recordTime('time'),
    sides: [
      {
        flow: flowWords('flow', { import: ['import'], export: ['export'] }),
        netKg: units('netKg'),
        value: units('value'),
      },
    ],
    id: text('id'),
    partner: text('partner'),
    partnerScheme: 'iso3',
    commodity: text('commodity'),
    port: text('port'),
    mode: text('mode'),
    modeNames: true,
    transport: text('transport'),
    transportScheme: 'name',
  }),
};
