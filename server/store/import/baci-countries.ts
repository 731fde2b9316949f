import type { Format } from './format.js';

/** The list of countries that comes with BACI. */
export const baciCountries: Format = {
  name: 'baci-countries',
  title: 'CEPII BACI country codes',
  source: 'CEPII',
  header: { all: ['country_code', 'country_iso3'], none: ['t', 'v'] },
  read: 'a list of codes without trade; the codes are built in, so import the data file (t, i, j, k, v, q) instead',
};
