import { EXPORT } from '../../records/record-batch.js';
import { HEADINGS, type Heading, type HeadingFlow } from './calibration/commodities.js';
import { type Gateway, GATEWAYS } from './calibration/gateways.js';
import { TRADE_MODES, type TradeMode } from './calibration/modes.js';
import { type Partner, PARTNERS } from './calibration/partners.js';
import { hash, hash2, unit } from './hash.js';
import { gatewayWeights, modeWeights, partnerWeights } from './lane-affinity.js';

/** What trades with whom, how and where: the combination of one lane, as indices into the calibration tables. */
export interface Combination {
  readonly heading: number;
  readonly partner: number;
  readonly gateway: number;
  readonly mode: number;
  /** Relative likelihood before the marginals are fitted. */
  readonly likelihood: number;
}

/** One table for all seeds: a seed changes what happens in the lanes, not which there are. */
const TABLE_SEED = 0x7ade3a11;
/** Lanes of a heading grow with the root of its value, from 3 for cork to 80 for chips. */
const LANES_PER_ROOT_BN = 1.05;
const FEWEST_LANES = 3;
const MOST_LANES = 80;
/** Each partner, gateway and mode that trades at all gets this many lanes. */
const FEWEST_PER_MEMBER = 7;
const TRIES_PER_MEMBER = 400;

interface Fixed {
  readonly partner?: number;
  readonly gateway?: number;
  readonly mode?: number;
}

export function flowOf(heading: Heading, flow: number): HeadingFlow | undefined {
  return flow === EXPORT ? heading.export : heading.import;
}

/** Picks an index by the roots of the weights (so that small ones are seen too); likelihood makes up for the bias. */
function pick(weights: readonly number[], u: number): { index: number; likelihood: number } | undefined {
  let roots = 0;
  for (const weight of weights) roots += Math.sqrt(weight);
  let left = u * roots;
  for (const [index, weight] of weights.entries()) {
    if (weight === 0) continue;
    left -= Math.sqrt(weight);
    if (left < 0) return { index, likelihood: Math.sqrt(weight) };
  }
  return undefined;
}

/** Weights with only one index left, where one is fixed. */
function only(weights: number[], index: number | undefined): number[] {
  return index === undefined ? weights : weights.map((weight, i) => (i === index ? weight : 0));
}

/** Draws the lanes of one flow: some for each heading, then more for members that have too few. */
class LaneDraw {
  readonly combinations: Combination[] = [];
  readonly #seen = new Set<string>();
  readonly #flow: number;
  readonly #partners: readonly Partner[];
  readonly #gateways: readonly Gateway[];
  readonly #modes: readonly TradeMode[];
  #draws = 0;

  constructor(flow: number) {
    this.#flow = flow;
    this.#partners = PARTNERS;
    this.#gateways = GATEWAYS;
    this.#modes = TRADE_MODES;
  }

  headings(): void {
    for (const [index, heading] of HEADINGS.entries()) {
      const trade = flowOf(heading, this.#flow);
      if (trade === undefined) continue;
      const wanted = Math.round(LANES_PER_ROOT_BN * Math.sqrt(trade.valueBn));
      const lanes = Math.min(MOST_LANES, Math.max(FEWEST_LANES, wanted));
      for (let lane = 0; lane < lanes; lane++) this.#draw(index, (lane + 0.5) / lanes, {});
    }
  }

  /** Adds lanes until every member that `share` gives a share has its fewest. */
  members(of: 'partner' | 'gateway' | 'mode', shares: readonly number[]): void {
    const counts = shares.map(() => 0);
    for (const combination of this.combinations) counts[combination[of]]!++;
    for (const [index, share] of shares.entries()) {
      if (share === 0) continue;
      for (let tries = 0; counts[index]! < FEWEST_PER_MEMBER && tries < TRIES_PER_MEMBER; tries++) {
        const h = hash2(TABLE_SEED, index, 7919 * (this.#flow + 1) + tries);
        if (this.#draw(h % HEADINGS.length, unit(hash(h, 1)), { [of]: index })) counts[index]!++;
      }
    }
  }

  #draw(headingIndex: number, u: number, fixed: Fixed): boolean {
    const heading = HEADINGS[headingIndex]!;
    const trade = flowOf(heading, this.#flow);
    if (trade === undefined) return false;
    const h = hash2(TABLE_SEED, headingIndex * 2 + this.#flow, this.#draws++);
    const partner = pick(only(partnerWeights(heading, this.#flow, this.#partners), fixed.partner), u);
    if (partner === undefined) return false;
    const who = this.#partners[partner.index]!;
    const gateway = pick(
      only(gatewayWeights(heading, who, this.#flow, this.#gateways), fixed.gateway),
      unit(hash(h, 2)),
    );
    if (gateway === undefined) return false;
    const { transport } = this.#gateways[gateway.index]!;
    const mode = pick(
      only(modeWeights(heading, who, transport, this.#flow, this.#modes), fixed.mode),
      unit(hash(h, 3)),
    );
    if (mode === undefined) return false;
    const key = `${headingIndex} ${partner.index} ${gateway.index} ${mode.index}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    const likelihood = partner.likelihood * gateway.likelihood * mode.likelihood;
    this.combinations.push({
      heading: headingIndex,
      partner: partner.index,
      gateway: gateway.index,
      mode: mode.index,
      likelihood,
    });
    return true;
  }
}

/** The lanes of a flow, ordered by heading: neighbours share what rounding leaves, so a heading's count stays exact. */
export function drawLanes(flow: number): Combination[] {
  const draw = new LaneDraw(flow);
  const exports = flow === EXPORT;
  draw.headings();
  draw.members(
    'mode',
    TRADE_MODES.map((mode) => (exports ? mode.exportShare : mode.importShare)),
  );
  draw.members(
    'gateway',
    GATEWAYS.map((gateway) => (exports ? gateway.exportPct : gateway.importPct)),
  );
  draw.members(
    'partner',
    PARTNERS.map((partner) => (exports ? partner.exportPct : partner.importPct)),
  );
  return draw.combinations.sort(
    (a, b) => a.heading - b.heading || a.partner - b.partner || a.gateway - b.gateway,
  );
}
