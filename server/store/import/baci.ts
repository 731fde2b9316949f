import { partnerOf } from '../../dictionaries/partners.js';
import { text, wholeYear, zeroFilled, type Expression } from '../staging/expressions.js';
import { quoted } from '../database.js';
import { thousands } from '../staging/quantity.js';
import { ImportError } from '../import-error.js';
import type { Format, Reading } from './format.js';

/** BACI writes NA, with blanks before it, for a quantity that isn't known. */
const NOT_KNOWN = { blank: ['NA'] };

/**
 * CEPII BACI: thousand USD and tonnes from exporter `i` to importer `j`, both sides of each flow reconciled, free on
 * board. A row is an export of one country and an import of the other, so that it depends on who asks.
 */
export const baci: Format = {
  name: 'baci',
  title: 'CEPII BACI',
  source: 'CEPII',
  header: { all: ['t', 'i', 'j', 'k', 'v', 'q'] },
  read: (file, options) => ({
    currency: 'USD',
    valuation: { import: 'FOB', export: 'FOB' },
    hsRevision: /HS\d\d/i.exec(file.name)?.[0].toUpperCase() ?? null,
    period: wholeYear('t'),
    ...(options.reporter === undefined ? asFlow(options.flow) : asReporter(options.reporter)),
    commodity: zeroFilled('k', 6),
    partnerScheme: 'm49',
  }),
};

type Roles = Pick<Reading, 'sides' | 'reporter' | 'partner' | 'guessed' | 'skip' | 'filtered'>;

const AMOUNTS = { netKg: thousands('q', NOT_KNOWN), value: thousands('v') };

function asFlow(flow: 'import' | 'export' | undefined): Roles {
  const imports = flow === 'import';
  return {
    sides: [{ flow: () => (imports ? '0' : '1'), ...AMOUNTS }],
    reporter: text(imports ? 'j' : 'i'),
    partner: text(imports ? 'i' : 'j'),
    guessed:
      flow === undefined
        ? [
            "flow: every row as an export of its exporter (set --flow, or --reporter for one country's both flows)",
          ]
        : [],
  };
}

/** Both flows of one country: what it sends, and what it receives. */
function asReporter(reporter: string): Roles {
  const match = partnerOf(/^\d+$/.test(reporter) ? 'm49' : 'iso3', reporter);
  const codes = match === undefined || !('iso3' in match) ? [] : numericCodes(match.iso3);
  if (codes.length === 0)
    throw new ImportError(
      'bad-option',
      `--reporter ${reporter}: there is no such country in BACI; give ISO 3166-1 alpha-3 or its number`,
    );
  const list = codes.map(quoted).join(', ');
  const sends: Expression = (column) => `lpad(${text('i')(column)}, 3, '0') IN (${list})`;
  const receives: Expression = (column) => `lpad(${text('j')(column)}, 3, '0') IN (${list})`;
  return {
    sides: [
      {
        flow: (column) => `CASE WHEN ${sends(column)} THEN 1 WHEN ${receives(column)} THEN 0 END`,
        ...AMOUNTS,
      },
    ],
    reporter: (column) =>
      `CASE WHEN ${sends(column)} THEN ${text('i')(column)} ELSE ${text('j')(column)} END`,
    partner: (column) => `CASE WHEN ${sends(column)} THEN ${text('j')(column)} ELSE ${text('i')(column)} END`,
    skip: [{ reason: 'other-reporter', when: (column) => `NOT (${sends(column)} OR ${receives(column)})` }],
    filtered: true,
  };
}

/** Numbers that BACI uses for a country; some countries have one of their own beside the UN's. */
function numericCodes(iso3: string): string[] {
  const codes: string[] = [];
  for (let number = 0; number < 1000; number++) {
    const code = String(number).padStart(3, '0');
    const match = partnerOf('m49', code);
    if (match !== undefined && 'iso3' in match && match.iso3 === iso3) codes.push(code);
  }
  return codes;
}
