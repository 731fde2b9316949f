import { codePairs } from './code-pairs.js';
import type { NameLanguage } from './partners.js';

/** Modes of transport. `sea` takes inland waterways too, as China's customs count them (水路). */
export const TRANSPORTS = ['sea', 'air', 'rail', 'road', 'pipeline', 'post', 'other'] as const;

export type Transport = (typeof TRANSPORTS)[number];

/** Whose codes: Brazil's Comex Stat (CO_VIA), UN Comtrade (motCode), Eurostat's Comext (TRANSPORT_MODE). */
export type TransportScheme = 'name' | 'comexstat' | 'comtrade' | 'comext';

const NAMES: Readonly<Record<Transport, readonly [en: string, zh: string]>> = {
  sea: ['Sea & waterway', '水路'],
  air: ['Air', '航空'],
  rail: ['Rail', '铁路'],
  road: ['Road', '公路'],
  pipeline: ['Pipeline', '管道'],
  post: ['Post & courier', '邮政快递'],
  other: ['Other', '其他'],
};

/** `-` means that the source says no mode: not stated, or all modes together. */
const CODES: Readonly<Record<TransportScheme, string>> = {
  name: `
sea sea, water sea, air air, rail rail, railway rail, road road, pipeline pipeline, post post, mail post, courier post,
other other, 水路 sea, 水路运输 sea, 海运 sea, 江海运输 sea, 航空 air, 航空运输 air, 空运 air, 铁路 rail, 铁路运输 rail,
公路 road, 公路运输 road, 汽车运输 road, 管道 pipeline, 管道运输 pipeline, 邮件 post, 邮件运输 post, 邮政 post, 其他 other,
其他运输 other`,
  comexstat: `
00 -, 01 sea, 02 sea, 03 sea, 04 air, 05 post, 06 rail, 07 road, 08 pipeline, 09 other, 10 other, 11 post, 12 other,
13 other, 14 pipeline, 15 other`,
  comtrade: `
0 -, 1000 air, 2000 sea, 2100 sea, 2200 sea, 2900 sea, 3000 other, 3100 rail, 3200 road, 3900 other, 9000 other,
9100 pipeline, 9110 pipeline, 9120 pipeline, 9200 post, 9300 other, 9900 other`,
  comext: '0 -, 1 sea, 2 rail, 3 road, 4 air, 5 post, 7 pipeline, 8 sea, 9 other',
};

const tables = new Map<string, ReadonlyMap<string, string>>(
  Object.entries(CODES).map(([scheme, codes]) => [scheme, new Map(codePairs(codes))]),
);

/**
 * The mode of transport behind a source's code; the empty string where the code says that none is stated (or that
 * all are taken together), undefined where the code isn't known.
 */
export function transportOf(scheme: TransportScheme, text: string): Transport | '' | undefined {
  const trimmed = text.trim().toLowerCase();
  const transport = tables.get(scheme)?.get(scheme === 'comexstat' ? trimmed.padStart(2, '0') : trimmed);
  return transport === '-' ? '' : TRANSPORTS.find((known) => known === transport);
}

/** Short name of a mode of transport; the code itself where it is unknown. */
export function transportName(code: string, language: NameLanguage): string {
  const transport = TRANSPORTS.find((known) => known === code);
  if (transport === undefined) return code;
  return NAMES[transport][language === 'en' ? 0 : 1];
}
