import { EXPORT } from '../../records/record-batch.js';
import { HEADINGS, type Heading, type HeadingFlow } from './calibration/commodities.js';
import { GATEWAYS, gatewayShare } from './calibration/gateways.js';
import { TRADE_MODES } from './calibration/modes.js';
import { type Partner, PARTNERS } from './calibration/partners.js';
import { hash, hash2, unit } from './hash.js';
import { gatewayKind, gatewayWeights, modeWeights, partnerWeights } from './lane-affinity.js';
import { type Choice, WeightedChoice } from './weighted-choice.js';

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
/** Each partner, gateway and mode that trades at all gets this many lanes, and one more for each 0.1 % of the flow. */
const FEWEST_PER_MEMBER = 6;
const TRIES_PER_MEMBER = 400;

// Successive draws of gateways and modes cover both evenly (Roberts' R2 sequence: powers of 1 / the plastic number), so
// that there is little left for fitting to bend
const PLASTIC = 0.7548776662466927;
const PLASTIC_SQUARE = 0.5698402909980532;

type Member = 'partner' | 'gateway' | 'mode';
type Fixed = Readonly<Partial<Record<Member, number>>>;

export function flowOf(heading: Heading, flow: number): HeadingFlow | undefined {
  return flow === EXPORT ? heading.export : heading.import;
}

function choose(choice: WeightedChoice, u: number, fixed: number | undefined): Choice | undefined {
  return fixed === undefined ? choice.draw(u) : choice.take(fixed);
}

/** Draws the lanes of one flow: some for each heading, then more for members that have too few. */
class LaneDraw {
  readonly #flow: number;
  readonly #lanes = new Map<string, Combination>();
  readonly #partnersOf: readonly WeightedChoice[];
  /** Choices of gateways, by what they depend on; the same few hundred are asked for thousands of times. */
  readonly #gatewaysOf = new Map<string, WeightedChoice>();
  #draws = 0;

  constructor(flow: number) {
    this.#flow = flow;
    this.#partnersOf = HEADINGS.map((heading) => {
      const trades = flowOf(heading, flow) !== undefined;
      return new WeightedChoice(trades ? partnerWeights(heading, flow, PARTNERS) : []);
    });
  }

  combinations(): Combination[] {
    return [...this.#lanes.values()];
  }

  headings(): void {
    for (const [index, heading] of HEADINGS.entries()) {
      const wanted = Math.round(LANES_PER_ROOT_BN * Math.sqrt(flowOf(heading, this.#flow)?.valueBn ?? 0));
      const lanes = Math.min(MOST_LANES, Math.max(FEWEST_LANES, wanted));
      for (let lane = 0; lane < lanes; lane++) this.#draw(index, (lane + 0.5) / lanes, {});
    }
  }

  /** Adds lanes until every member has its fewest; `shares` are the members' shares of the flow. */
  members(of: Member, shares: readonly number[]): void {
    const counts = shares.map(() => 0);
    for (const combination of this.#lanes.values()) counts[combination[of]]!++;
    for (const [index, share] of shares.entries()) {
      if (share === 0) continue;
      const fewest = FEWEST_PER_MEMBER + Math.round(share * 1000);
      for (let tries = 0; counts[index]! < fewest && tries < TRIES_PER_MEMBER; tries++) {
        const h = hash2(TABLE_SEED, index, 7919 * (this.#flow + 1) + tries);
        if (this.#draw(h % HEADINGS.length, unit(hash(h, 1)), { [of]: index })) counts[index]!++;
      }
    }
  }

  /** Whether a new lane was found; one that is known already counts for more. */
  #draw(headingIndex: number, u: number, fixed: Fixed): boolean {
    const heading = HEADINGS[headingIndex]!;
    const flow = this.#flow;
    const turn = this.#draws++;
    const partner = choose(this.#partnersOf[headingIndex]!, u, fixed.partner);
    if (partner === undefined) return false;
    const who = PARTNERS[partner.index]!;
    const gateway = choose(this.#gateways(heading, who), (turn * PLASTIC) % 1, fixed.gateway);
    if (gateway === undefined) return false;
    const { transport } = GATEWAYS[gateway.index]!;
    const modes = new WeightedChoice(modeWeights(heading, who, transport, flow, TRADE_MODES));
    const mode = choose(modes, (turn * PLASTIC_SQUARE) % 1, fixed.mode);
    if (mode === undefined) return false;
    return this.#add({
      heading: headingIndex,
      partner: partner.index,
      gateway: gateway.index,
      mode: mode.index,
      likelihood: partner.likelihood * gateway.likelihood * mode.likelihood,
    });
  }

  #gateways(heading: Heading, partner: Partner): WeightedChoice {
    const key = `${gatewayKind(heading)} ${partner.iso3}`;
    let choice = this.#gatewaysOf.get(key);
    if (choice === undefined) {
      choice = new WeightedChoice(gatewayWeights(heading, partner, this.#flow, GATEWAYS));
      this.#gatewaysOf.set(key, choice);
    }
    return choice;
  }

  #add(lane: Combination): boolean {
    const key = `${lane.heading} ${lane.partner} ${lane.gateway} ${lane.mode}`;
    const known = this.#lanes.get(key);
    const likelihood = lane.likelihood + (known?.likelihood ?? 0);
    this.#lanes.set(key, { ...lane, likelihood });
    return known === undefined;
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
    GATEWAYS.map((gateway) => gatewayShare(gateway, flow)),
  );
  draw.members(
    'partner',
    PARTNERS.map((partner) => (exports ? partner.exportPct : partner.importPct) / 100),
  );
  return draw
    .combinations()
    .sort((a, b) => a.heading - b.heading || a.partner - b.partner || a.gateway - b.gateway);
}
