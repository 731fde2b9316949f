import { createDictionaries, type Dictionaries, EXPORT, IMPORT } from '../../records/record-batch.js';
import { HEADINGS } from './calibration/commodities.js';
import { GATEWAYS, GUANGDONG_PORTS, type Transport } from './calibration/gateways.js';
import { TRADE_MODES } from './calibration/modes.js';
import { PARTNERS } from './calibration/partners.js';
import { CANTON, CIFTIS, CIIE, NO_EXPO } from './expos.js';
import { fitLanes, isSingleLoad } from './fit-lanes.js';
import { BULK, EXPRESS, GENERAL } from './rhythm.js';
import { ALIKE, HEAVY_TAILED } from './size-spread.js';

/**
 * All lanes as columns, imports first. A lane is a flow, partner, heading, port, transport and mode that trade goes on
 * in; its year is a calibrated value, weight and number of declarations.
 */
export interface LaneTable {
  readonly length: number;
  /** Lanes of a flow are firstOf[flow] up to firstOf[flow + 1]. */
  readonly firstOf: readonly [number, number, number];
  readonly dictionaries: Dictionaries;
  readonly flow: Uint8Array;
  readonly partner: Uint16Array;
  readonly commodity: Uint16Array;
  readonly port: Uint16Array;
  readonly mode: Uint16Array;
  readonly transport: Uint16Array;
  /** Index into PARTNERS and number of the HS chapter, for drift. */
  readonly partnerIndex: Uint16Array;
  readonly chapter: Uint8Array;
  readonly rhythm: Uint8Array;
  readonly expo: Uint8Array;
  readonly spread: Uint8Array;
  /** A mean year: value in fen, weight in kg, declarations. */
  readonly value: Float64Array;
  readonly netKg: Float64Array;
  readonly records: Float64Array;
}

const RETAIL_MODES = new Set(['9610', '1210']);
const CHAPTERS_AT_CIIE = new Set(
  '02 03 04 08 16 18 19 20 21 22 30 33 42 61 62 64 71 84 87 90 91 95'.split(' '),
);
const CHAPTERS_AT_CANTON = new Set('39 42 61 62 63 64 69 70 73 82 83 84 85 87 94 95 96'.split(' '));

function expoOf(flow: number, port: string, chapter: string): number {
  if (flow === IMPORT && (port === 'CNSHA' || port === 'CNPVG') && CHAPTERS_AT_CIIE.has(chapter)) return CIIE;
  if (flow === EXPORT && GUANGDONG_PORTS.has(port) && CHAPTERS_AT_CANTON.has(chapter)) return CANTON;
  return port === 'CNPEK' ? CIFTIS : NO_EXPO;
}

function rhythmOf(handling: string, mode: string, transport: Transport): number {
  if (handling === 'bulk') return BULK;
  return RETAIL_MODES.has(mode) || transport === 'post' ? EXPRESS : GENERAL;
}

function createColumns(length: number) {
  return {
    flow: new Uint8Array(length),
    partner: new Uint16Array(length),
    commodity: new Uint16Array(length),
    port: new Uint16Array(length),
    mode: new Uint16Array(length),
    transport: new Uint16Array(length),
    partnerIndex: new Uint16Array(length),
    chapter: new Uint8Array(length),
    rhythm: new Uint8Array(length),
    expo: new Uint8Array(length),
    spread: new Uint8Array(length),
    value: new Float64Array(length),
    netKg: new Float64Array(length),
    records: new Float64Array(length),
  };
}

function buildLaneTable(): LaneTable {
  const flows = fitLanes();
  const imports = flows[0].combinations.length;
  const length = imports + flows[1].combinations.length;
  const columns = createColumns(length);
  const dictionaries = createDictionaries();
  let lane = 0;
  for (const [flow, { combinations, valueFen, netKg, records }] of flows.entries()) {
    for (const [i, combination] of combinations.entries()) {
      const heading = HEADINGS[combination.heading]!;
      const { port, transport } = GATEWAYS[combination.gateway]!;
      const mode = TRADE_MODES[combination.mode]!.code;
      columns.flow[lane] = flow;
      columns.partner[lane] = dictionaries.partner.intern(PARTNERS[combination.partner]!.iso3);
      columns.commodity[lane] = dictionaries.commodity.intern(heading.hs);
      columns.port[lane] = dictionaries.port.intern(port);
      columns.mode[lane] = dictionaries.mode.intern(mode);
      columns.transport[lane] = dictionaries.transport.intern(transport);
      columns.partnerIndex[lane] = combination.partner;
      columns.chapter[lane] = Number(heading.hs.slice(0, 2));
      columns.rhythm[lane] = rhythmOf(heading.handling, mode, transport);
      columns.expo[lane] = expoOf(flow, port, heading.hs.slice(0, 2));
      columns.spread[lane] = isSingleLoad(combination) ? ALIKE : HEAVY_TAILED;
      columns.value[lane] = valueFen[i]!;
      columns.netKg[lane] = netKg[i]!;
      columns.records[lane] = records[i]!;
      lane++;
    }
  }
  return { length, firstOf: [0, imports, length], dictionaries, ...columns };
}

let table: LaneTable | undefined;

/** The lanes, the same for every seed; built on first use. */
export function laneTable(): LaneTable {
  table ??= buildLaneTable();
  return table;
}
