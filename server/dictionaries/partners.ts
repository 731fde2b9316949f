import { AGGREGATE_CODES, aggregateTexts } from './partner-aggregates.js';
import { codePairs, textsByKey } from './code-pairs.js';
import { CENSUS_CODES } from './partner-codes-census.js';
import { COMEXSTAT_CODES } from './partner-codes-comexstat.js';
import { COMEXT_CODES } from './partner-codes-comext.js';
import { GAC_CODES } from './partner-codes-gac.js';
import { COMTRADE_CODES, ISO3_VARIANTS } from './partner-codes-m49.js';
import { bareName, partnerNameKey, repairMojibake } from './partner-name-key.js';
import { NAME_VARIANTS, PORTUGUESE_NAMES } from './partner-name-table.js';
import { HISTORIC_PARTNERS, RESIDUAL_PARTNERS } from './partner-special-table.js';
import { PARTNERS } from './partner-table.js';

/**
 * How a source names partners. `m49` is also Comtrade's and BACI's, `iso3` also WITS's; `gac` takes China
 * Customs' three-digit codes and its English and Chinese names.
 */
export const PARTNER_SCHEMES = [
  'iso3',
  'iso2',
  'm49',
  'name',
  'comext',
  'comexstat',
  'census',
  'gac',
] as const;

export type PartnerScheme = (typeof PARTNER_SCHEMES)[number];

/**
 * A partner, by ISO 3166-1 alpha-3 (or this dictionary's code for historic and residual ones, which count in sums);
 * or a total or group of partners (World, ASEAN), which must never be added to its parts.
 */
export type PartnerMatch = { readonly iso3: string } | { readonly aggregate: string };

export type NameLanguage = 'en' | 'zh-CN';

type Index = ReadonlyMap<string, PartnerMatch>;

const NUMERIC_WIDTHS: Partial<Record<PartnerScheme, number>> = { m49: 3, comexstat: 3, census: 4, gac: 3 };

const NAMES = new Map<string, readonly [en: string, zh: string]>();
for (const [iso3, , , en, zh] of PARTNERS) NAMES.set(iso3, [en, zh]);
for (const [code, en, zh] of [...HISTORIC_PARTNERS, ...RESIDUAL_PARTNERS]) NAMES.set(code, [en, zh]);

const indices = new Map<PartnerScheme, Index>();

/**
 * The partner that `text` names in a scheme; undefined where the scheme doesn't know it. Case, blanks around it and
 * missing leading zeros don't matter. `NA` is Namibia.
 */
export function partnerOf(scheme: PartnerScheme, text: string): PartnerMatch | undefined {
  const index = indexOf(scheme);
  const match = index.get(textKey(scheme, text));
  if (match !== undefined || !readsNames(scheme)) return match;
  return index.get(textKey(scheme, bareName(repairMojibake(text))));
}

/** Every key of a scheme with what it stands for, for a join: compare with `partnerKey` of the source's text. */
export function partnerEntries(scheme: PartnerScheme): Iterable<readonly [key: string, match: PartnerMatch]> {
  return indexOf(scheme);
}

/** The form in which `partnerEntries` holds a source's text. */
export function partnerKey(scheme: PartnerScheme, text: string): string {
  return textKey(scheme, readsNames(scheme) ? bareName(repairMojibake(text)) : text);
}

/** Short display name of a partner code; the code itself where it is unknown. */
export function partnerName(code: string, language: NameLanguage): string {
  return NAMES.get(code)?.[language === 'en' ? 0 : 1] ?? code;
}

/** All partner codes that records can carry: ISO 3166-1 alpha-3, historic and residual. */
export function partnerCodes(): Iterable<string> {
  return NAMES.keys();
}

function readsNames(scheme: PartnerScheme): boolean {
  return scheme === 'name' || scheme === 'gac';
}

function textKey(scheme: PartnerScheme, text: string): string {
  const trimmed = text.trim();
  const width = NUMERIC_WIDTHS[scheme];
  if (width !== undefined && /^\d+$/.test(trimmed)) return trimmed.padStart(width, '0');
  return readsNames(scheme) ? partnerNameKey(trimmed) : trimmed.toUpperCase();
}

function indexOf(scheme: PartnerScheme): Index {
  const known = indices.get(scheme);
  if (known !== undefined) return known;
  const index = buildIndex(scheme);
  indices.set(scheme, index);
  return index;
}

/** Later entries win: a source's own code for a country is surer than the text of a group. */
function buildIndex(scheme: PartnerScheme): Index {
  const index = new Map<string, PartnerMatch>();
  for (const [aggregate, text] of aggregatesOf(scheme)) index.set(textKey(scheme, text), { aggregate });
  for (const [text, iso3] of BUILDERS[scheme]()) index.set(textKey(scheme, text), { iso3 });
  index.delete('');
  return index;
}

function* aggregatesOf(scheme: PartnerScheme): Generator<readonly [aggregate: string, text: string]> {
  yield* aggregateTexts();
  const codes =
    scheme in AGGREGATE_CODES ? AGGREGATE_CODES[scheme as keyof typeof AGGREGATE_CODES] : undefined;
  if (codes === undefined) return;
  for (const [code, aggregate] of codePairs(codes)) yield [aggregate, code];
}

type Builder = () => Iterable<readonly [text: string, iso3: string]>;

const BUILDERS: Readonly<Record<PartnerScheme, Builder>> = {
  *iso3() {
    for (const code of NAMES.keys()) yield [code, code];
    yield* codePairs(ISO3_VARIANTS);
  },
  *iso2() {
    for (const [iso3, iso2] of PARTNERS) yield [iso2, iso3];
  },
  *m49() {
    for (const [iso3, , m49] of PARTNERS) yield [m49, iso3];
    yield* codePairs(COMTRADE_CODES);
  },
  *comext() {
    for (const [iso3, iso2] of PARTNERS) yield [iso2, iso3];
    yield* codePairs(COMEXT_CODES);
  },
  comexstat: () => codePairs(COMEXSTAT_CODES),
  census: () => codePairs(CENSUS_CODES),
  name: allNames,
  *gac() {
    yield* allNames();
    yield* codePairs(GAC_CODES);
  },
};

function* allNames(): Generator<readonly [text: string, iso3: string]> {
  for (const table of [PORTUGUESE_NAMES, NAME_VARIANTS]) {
    for (const [iso3, name] of textsByKey(table)) yield [name, iso3];
  }
  for (const [iso3, names] of NAMES) for (const name of names) yield [name, iso3];
}
