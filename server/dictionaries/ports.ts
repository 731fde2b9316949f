import { CHINA_PORTS } from './port-table-china.js';
import { WORLD_PORTS } from './port-table-world.js';
import type { NameLanguage } from './partners.js';

export interface Port {
  /** UN/LOCODE without its blank, or a code of our own where there is none. */
  readonly code: string;
  readonly en: string;
  readonly zh: string;
  /** Degrees, north and east positive. */
  readonly latitude: number;
  readonly longitude: number;
}

const PORTS = new Map<string, Port>(
  [...CHINA_PORTS, ...WORLD_PORTS].map(([code, en, zh, latitude, longitude]) => [
    code,
    { code, en, zh, latitude, longitude },
  ]),
);

/** Other UN/LOCODEs of the same places, in use beside the ones of the table. */
const OTHER_LOCODES: Readonly<Record<string, string>> = {
  CNNBO: 'CNNGB',
  CNQDG: 'CNTAO',
  CNXAM: 'CNXMN',
  CNDAL: 'CNDLC',
  CNGGZ: 'CNNSA',
  CNSGH: 'CNSHA',
};

/** A port by its UN/LOCODE, with or without the blank after the country; undefined where it isn't known. */
export function portOf(locode: string): Port | undefined {
  const code = locode.replace(/\s/g, '').toUpperCase();
  return PORTS.get(OTHER_LOCODES[code] ?? code);
}

/** Short name of a port code; the code itself where it is unknown. */
export function portName(code: string, language: NameLanguage): string {
  const port = PORTS.get(code);
  if (port === undefined) return code;
  return language === 'en' ? port.en : port.zh;
}

/** All ports that have a name and a position here. */
export function ports(): Iterable<Port> {
  return PORTS.values();
}
