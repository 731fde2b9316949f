import type { Dimension } from '../../protocol/dimensions.js';
import { commodityCodes, commodityName } from './commodities.js';
import { modeName, tradeModes } from './modes.js';
import { type NameLanguage, partnerCodes, partnerName } from './partners.js';
import { portName, ports } from './ports.js';
import { transportName, TRANSPORTS } from './transports.js';

const FLOW_NAMES: Readonly<Record<NameLanguage, Readonly<Record<string, string>>>> = {
  en: { import: 'Imports', export: 'Exports' },
  'zh-CN': { import: '进口', export: '出口' },
};

/** Short display names of all codes of a dimension that have one. A code that isn't there is shown as it is. */
export function dictionaryNames(dimension: Dimension, language: NameLanguage): Record<string, string> {
  switch (dimension) {
    case 'flow':
      return { ...FLOW_NAMES[language] };
    case 'partner':
      return named(partnerCodes(), (code) => partnerName(code, language));
    case 'commodity':
      return named(commodityCodes(), (code) => commodityName(code, language));
    case 'port':
      return named(codesOf(ports()), (code) => portName(code, language));
    case 'mode':
      return named(codesOf(tradeModes()), (code) => modeName(code, language));
    case 'transport':
      return named(TRANSPORTS, (code) => transportName(code, language));
  }
}

function* codesOf(entries: Iterable<{ readonly code: string }>): Generator<string> {
  for (const { code } of entries) yield code;
}

function named(codes: Iterable<string>, nameOf: (code: string) => string): Record<string, string> {
  const names: Record<string, string> = {};
  for (const code of codes) names[code] = nameOf(code);
  return names;
}
