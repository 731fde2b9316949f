import { flowWords, recordTime, text } from '../staging/expressions.js';
import { units } from '../staging/quantity.js';
import { currencyOf } from './record-currency.js';
import { seedOfId, SIMULATION } from '../../records/simulated-records.js';
import { sampledFields } from './evidence.js';
import type { Format, Reading, SampledFile } from './format.js';

/** The project's own records, as CSV, NDJSON or JSON. */
export const tradewallRecords: Format = {
  name: 'tradewall-records',
  title: 'Trade records',
  source: 'the user',
  header: { all: ['time', 'flow'], any: ['value', 'netKg'] },
  read: (file, options) => ({
    ...currencyOf(file, 'currency', options),
    ...zoneOf(file),
    ...(recordingOf(file) ?? { valuation: { import: null, export: null } }),
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

/** The zone that all sampled instants are written in: who writes it has days that start at its midnight. */
function zoneOf(file: SampledFile): Pick<Reading, 'utcOffset'> {
  const instants = sampledFields(file, 'time').filter((time) => time.includes('T'));
  const zones = new Set(instants.map((time) => /[+-]\d\d:\d\d$/.exec(time)?.[0]));
  const [zone] = zones;
  return zone === undefined || zones.size > 1 ? {} : { utcOffset: zone };
}

/** Recorded from a simulation, records still say that they are invented. */
function recordingOf(file: SampledFile): Pick<Reading, 'title' | 'source' | 'valuation'> | undefined {
  const seeds = new Set(sampledFields(file, 'id').map(seedOfId));
  const [seed] = seeds;
  if (seed === undefined || seeds.size > 1) return undefined;
  const { valuation } = SIMULATION;
  return { title: 'Simulated trade', source: `invented records, recorded from seed ${seed}`, valuation };
}
