import { flowWords, isOneOf, text, wholeYear, yearOrMonth } from '../staging/expressions.js';
import { units } from '../staging/quantity.js';
import type { Format } from './format.js';

/** Sums over headings stand among them without saying so; both are several times the headings themselves. */
const UNLABELLED_SUMS = ['None'];
const BELOW_LEVEL = ['Estimates not applicable at this level'];

/** UK trade by heading and year, mass alone. `73--` is what of chapter 73 has no heading; corrections are negative. */
export const ukHmrcHeadings: Format = {
  name: 'uk-hmrc-hs4',
  title: 'UK trade by heading',
  source: 'HM Revenue & Customs, uktradeinfo',
  header: { all: ['HS4', 'direction', 'mass', 'year'] },
  read: () => ({
    currency: null,
    valuation: { import: null, export: null },
    period: wholeYear('year'),
    sides: [
      { flow: flowWords('direction', { import: ['import'], export: ['export'] }), netKg: units('mass') },
    ],
    commodity: text('HS4'),
    skip: [
      { reason: 'unlabelled-sum', when: isOneOf('HS4', UNLABELLED_SUMS) },
      { reason: 'estimates-without-heading', when: isOneOf('HS4', BELOW_LEVEL) },
    ],
    corrections: true,
    guessed: ['weight unit: kg, which the file does not state and uktradeinfo uses'],
  }),
};

/** uktradeinfo's Overseas Trade Statistics as its API and bulk files give them. */
export const ukHmrcOts: Format = {
  name: 'uk-hmrc-ots',
  title: 'UK overseas trade statistics',
  source: 'HM Revenue & Customs, uktradeinfo',
  header: { all: ['FlowTypeId', 'MonthId', 'CommodityId', 'Value', 'NetMass'] },
  read: () => ({
    currency: 'GBP',
    valuation: { import: 'CIF', export: 'FOB' },
    period: yearOrMonth('MonthId'),
    sides: [
      // 1 and 2 are arrivals from and dispatches to the EU, 3 and 4 imports from and exports to the rest.
      {
        flow: flowWords('FlowTypeId', { import: ['1', '3'], export: ['2', '4'] }),
        netKg: units('NetMass'),
        value: units('Value'),
      },
    ],
    partner: text('CountryId'),
    port: text('PortId'),
    commodity: (column) =>
      `CASE WHEN starts_with(${text('CommodityId')(column)}, '-') THEN NULL ELSE lpad(${text('CommodityId')(column)}, 8, '0') END`,
    corrections: true,
    notes: ["values in GBP; countries and ports are HMRC's own numbers"],
  }),
};
