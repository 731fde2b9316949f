import { always, flowWords, rankOf, text, type Expression } from '../staging/expressions.js';
import { thousands } from '../staging/quantity.js';
import type { Format } from './format.js';

/** No country counts as many port calls in a day; tonnes in this column mean that the two were swapped. */
const SWAPPED: Expression = (column) => `coalesce(TRY_CAST(${column('num_pc')} AS DOUBLE) > 1000, false)`;

/**
 * UN Comtrade Monitor's daily seaborne trade from ship movements. From 2021 on, port calls (`num_pc`) and tonnes (`mtc`)
 * stand in each other's column. Moving averages (`*_ma`) are left alone.
 */
export const aisSeaborne: Format = {
  name: 'ais-seaborne',
  title: 'AIS daily seaborne trade',
  source: 'UN Comtrade Monitor, MarineTraffic',
  header: { all: ['country_name', 'flow', 'date', 'num_pc', 'mtc'] },
  read: () => ({
    currency: null,
    valuation: { import: null, export: null },
    period: {
      start: (column) =>
        `CAST(try_strptime(trim(${column('date')}), ['%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y', '%Y-%m-%d']) AS DATE)`,
      span: 'day',
    },
    sides: [
      {
        flow: flowWords('flow', { import: ['imports', 'import'], export: ['exports', 'export'] }),
        netKg: thousands(
          (column) =>
            `CASE WHEN ${SWAPPED(column)} THEN ${text('num_pc')(column)} ELSE ${text('mtc')(column)} END`,
        ),
      },
    ],
    reporter: text('country_name'),
    transport: always('sea'),
    totals: [
      {
        reason: 'other-breakdown',
        rank: rankOf('vessel_type', ['total']),
        within: ['reporter', 'flow', 'period'],
        keep: 'complete',
      },
    ],
    guessed: ['tonnes: in num_pc instead of mtc on rows where num_pc is above 1000'],
    notes: ['weights are estimates from ship movements (AIS), in tonnes'],
  }),
};
