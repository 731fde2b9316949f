import { createDictionaries, type Dictionaries } from '../../records/record-batch.js';
import { EXPORT, IMPORT } from '../../records/record-batch.js';
import { HEADINGS } from './calibration/commodities.js';
import { GATEWAYS, gatewayShare, GUANGDONG_PORTS, type Transport } from './calibration/gateways.js';
import {
  ANNUAL_DECLARATIONS,
  ANNUAL_TONNES,
  ANNUAL_VALUE_CNY,
  EXPORT_SHARE_OF_VALUE,
  IMPORT_SHARE_OF_TONNES,
} from './calibration/headline.js';
import { TRADE_MODES } from './calibration/modes.js';
import { PARTNERS } from './calibration/partners.js';
import { type Combination, drawLanes, flowOf } from './draw-lanes.js';
import { CANTON, CIFTIS, CIIE, NO_EXPO } from './expos.js';
import { fitMarginals } from './fit-marginals.js';
import { hash2, signed } from './hash.js';
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

interface FlowLanes {
  readonly combinations: readonly Combination[];
  readonly valueFen: Float64Array;
  readonly netKg: Float64Array;
  readonly records: Float64Array;
}

export function annualValueFen(flow: number): number {
  const share = flow === EXPORT ? EXPORT_SHARE_OF_VALUE.value : 1 - EXPORT_SHARE_OF_VALUE.value;
  return Math.round(ANNUAL_VALUE_CNY.value * share) * 100;
}

export function annualKg(flow: number): number {
  const share = flow === IMPORT ? IMPORT_SHARE_OF_TONNES.value : 1 - IMPORT_SHARE_OF_TONNES.value;
  return Math.round(ANNUAL_TONNES.value * share) * 1000;
}

/** CNY a year per heading: published figures as they are, estimated ones scaled to fill up the flow's total. */
function headingValues(flow: number): number[] {
  const values = HEADINGS.map((heading) => (flowOf(heading, flow)?.valueBn ?? 0) * 1e9);
  const isEstimated = HEADINGS.map((heading) => flowOf(heading, flow)?.valuePublished === false);
  const published = values.reduce((sum, value, i) => sum + (isEstimated[i] ? 0 : value), 0);
  const estimated = values.reduce((sum, value, i) => sum + (isEstimated[i] ? value : 0), 0);
  const scale = (annualValueFen(flow) / 100 - published) / estimated;
  return values.map((value, i) => (isEstimated[i] ? value * scale : value));
}

/** Unit value at which half of the surplus weight (see headingKg) goes into a heading, CNY per tonne. */
const HEAVY_GOODS_CNY_PER_TONNE = 30_000;

/**
 * Kg a year per heading. Customs supervises more tonnes than the headings' unit values explain (packing, feeder and
 * transit cargo); the difference goes to packed goods without a published tonnage, most to the cheap and heavy ones.
 */
function headingKg(flow: number, values: readonly number[]): number[] {
  const kg = HEADINGS.map((heading, i) => (values[i]! / (flowOf(heading, flow)?.cnyPerTonne ?? 1)) * 1000);
  const room = HEADINGS.map((heading, i) => {
    const trade = flowOf(heading, flow);
    if (trade === undefined || trade.tonnagePublished || heading.handling === 'bulk') return 0;
    return (kg[i]! * HEAVY_GOODS_CNY_PER_TONNE) / (HEAVY_GOODS_CNY_PER_TONNE + trade.cnyPerTonne);
  });
  const sum = (column: readonly number[]) => column.reduce((a, b) => a + b, 0);
  const surplus = (annualKg(flow) - sum(kg)) / sum(room);
  return kg.map((weight, i) => weight + room[i]! * surplus);
}

/** Value of each lane, fitted to the shares of gateways, modes, partners and headings. */
function fitValues(
  flow: number,
  combinations: readonly Combination[],
  values: readonly number[],
): Float64Array {
  const total = values.reduce((a, b) => a + b, 0);
  const weights = Float64Array.from(combinations, (combination) => combination.likelihood);
  const marginal = (of: 'gateway' | 'mode' | 'partner', shares: readonly number[]) => ({
    groupOf: Uint16Array.from(combinations, (combination) => combination[of]),
    targets: shares.map((share) => share * total),
  });
  const exports = flow === EXPORT;
  fitMarginals(weights, [
    marginal(
      'gateway',
      GATEWAYS.map((gateway) => gatewayShare(gateway, flow)),
    ),
    marginal(
      'mode',
      TRADE_MODES.map((mode) => (exports ? mode.exportShare : mode.importShare)),
    ),
    marginal(
      'partner',
      PARTNERS.map((partner) => (exports ? partner.exportPct : partner.importPct) / 100),
    ),
    { groupOf: Uint16Array.from(combinations, (combination) => combination.heading), targets: values },
  ]);
  return weights.map((value) => value * 100);
}

/** Goods that fly are dearer per kg than the same heading's goods at sea. */
const UNIT_VALUE_OF: Readonly<Record<Transport, number>> = {
  sea: 1,
  air: 4,
  road: 1.6,
  rail: 1.2,
  pipeline: 1,
  post: 3,
};
/** They also come in smaller lots. */
const LOT_OF: Readonly<Record<Transport, number>> = {
  sea: 1,
  air: 0.7,
  road: 0.7,
  rail: 1,
  pipeline: 1,
  post: 0.1,
};

function weighLanes(
  flow: number,
  combinations: readonly Combination[],
  valueFen: Float64Array,
  kgOf: readonly number[],
) {
  const raw = valueFen.map((value, i) => {
    const { gateway, partner, heading } = combinations[i]!;
    const dearness = 1 + 0.2 * signed(hash2(heading, partner, flow));
    return value / (UNIT_VALUE_OF[GATEWAYS[gateway]!.transport] * dearness);
  });
  const sums = new Float64Array(HEADINGS.length);
  raw.forEach((weight, i) => (sums[combinations[i]!.heading]! += weight));
  return raw.map((weight, i) => {
    const { heading } = combinations[i]!;
    return (weight / sums[heading]!) * kgOf[heading]!;
  });
}

function fitLanes(flow: number): FlowLanes {
  const combinations = drawLanes(flow);
  const values = headingValues(flow);
  const valueFen = fitValues(flow, combinations, values);
  const netKg = weighLanes(flow, combinations, valueFen, headingKg(flow, values));
  const records = valueFen.map((value, i) => {
    const { heading, mode, gateway } = combinations[i]!;
    const lot = LOT_OF[GATEWAYS[gateway]!.transport] * TRADE_MODES[mode]!.declarationFactor;
    return value / (HEADINGS[heading]!.declarationKcny * 1000 * 100 * Math.min(1.3, lot));
  });
  return { combinations, valueFen, netKg, records };
}

/** Shipments of whole ships, trains, aircraft and cars are what they are; the number of the others is fitted. */
function isSingleLoad(combination: Combination): boolean {
  const { handling } = HEADINGS[combination.heading]!;
  return handling === 'bulk' || handling === 'craft';
}

/** Scales the number of declarations, but for whole loads, so that both flows together have the year's. */
function fitRecords(flows: readonly FlowLanes[]): void {
  let fixed = 0;
  let free = 0;
  for (const { combinations, records } of flows) {
    records.forEach((count, i) => (isSingleLoad(combinations[i]!) ? (fixed += count) : (free += count)));
  }
  const scale = (ANNUAL_DECLARATIONS.value - fixed) / free;
  for (const { combinations, records } of flows) {
    records.forEach((count, i) => (records[i] = isSingleLoad(combinations[i]!) ? count : count * scale));
  }
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
  const flows = [fitLanes(IMPORT), fitLanes(EXPORT)];
  fitRecords(flows);
  const imports = flows[0]!.combinations.length;
  const length = imports + flows[1]!.combinations.length;
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
