import type { Format } from './format.js';

/** PortWatch's transits of chokepoints, whole or extracted. */
export const portwatchChokepoints: Format = {
  name: 'portwatch-chokepoints',
  title: 'PortWatch chokepoint transits',
  source: 'IMF PortWatch',
  header: { all: ['date', 'n_total'], any: ['n_tanker', 'n_container', 'n_dry_bulk', 'n_cargo'] },
  read: "it counts ships and their capacity, and has no flow, weight or value; a transit is nobody's import or export",
};

/** Port calls by country or port, extracted from PortWatch without its tonnes. */
export const portwatchCalls: Format = {
  name: 'portwatch-calls',
  title: 'PortWatch port calls',
  source: 'IMF PortWatch',
  header: {
    all: ['date'],
    any: ['tanker_calls', 'portcalls', 'portcalls_tanker', 'portcalls_cargo', 'container_calls'],
    none: ['import', 'export', 'mtc'],
  },
  read: 'it counts port calls, and has no flow, weight or value; use the full layout with its import and export columns',
};

/** The list of ports that PortWatch publishes. */
export const portwatchPorts: Format = {
  name: 'portwatch-ports',
  title: 'PortWatch ports',
  source: 'IMF PortWatch',
  header: { all: ['portid', 'portname', 'lat', 'lon'], none: ['date'] },
  read: 'a list of ports without trade; use the daily port activity',
};
