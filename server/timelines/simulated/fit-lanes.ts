import { EXPORT, IMPORT } from '../../records/record-batch.js';
import { HEADINGS } from './calibration/commodities.js';
import { GATEWAYS, gatewayShare, type Transport } from './calibration/gateways.js';
import { ANNUAL_DECLARATIONS, annualKg, annualValueFen } from './calibration/headline.js';
import { TRADE_MODES } from './calibration/modes.js';
import { PARTNERS } from './calibration/partners.js';
import { type Combination, drawLanes, flowOf } from './draw-lanes.js';
import { fitMarginals } from './fit-marginals.js';
import { hash2, signed } from './hash.js';

/** The lanes of one flow, fitted to the calibration: what a mean year of each comes to. */
export interface FlowLanes {
  readonly combinations: readonly Combination[];
  readonly valueFen: Float64Array;
  readonly netKg: Float64Array;
  readonly records: Float64Array;
}

/** Lanes of imports and of exports. */
export function fitLanes(): readonly [FlowLanes, FlowLanes] {
  const flows = [fitFlow(IMPORT), fitFlow(EXPORT)] as const;
  fitRecords(flows);
  return flows;
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

/** Kg of each lane: a heading's weight by value, less of it for what is dear. */
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

/** Lanes of a flow with their value and weight, and their declarations as far as the sizes of lots tell. */
function fitFlow(flow: number): FlowLanes {
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
export function isSingleLoad(combination: Combination): boolean {
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
