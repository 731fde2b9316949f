import { flowIs, text } from '../staging/expressions.js';
import { thousands } from '../staging/quantity.js';
import type { Format } from './format.js';

/** Planned cargoes, one a row, at the instant from which they can be loaded. Ids tell apart cargoes of one content. */
export const cargoEvents: Format = {
  name: 'cargo-events',
  title: 'Planned cargoes',
  source: 'the user',
  header: { all: ['cargo_id', 'readiness_date', 'weight_tonnes'] },
  read: (_file, { flow }) => ({
    currency: null,
    valuation: { import: null, export: null },
    period: {
      start: (column) => `TRY_CAST(TRY_CAST(trim(${column('readiness_date')}) AS TIMESTAMPTZ) AS TIMESTAMP)`,
      span: 'instant',
    },
    sides: [{ flow: flowIs(flow ?? 'import'), netKg: thousands('weight_tonnes') }],
    id: text('cargo_id'),
    port: text('unloading_port'),
    guessed:
      flow === undefined ? ['flow: import, as the port is the one of unloading (set it with --flow)'] : [],
    notes: ['planned cargoes, not trade that took place', 'cargo names are no HS codes, and are left out'],
  }),
};
