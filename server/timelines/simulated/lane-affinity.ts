import { EXPORT, IMPORT } from '../../records/record-batch.js';
import type { Heading } from './calibration/commodities.js';
import {
  BORDER_TRADE,
  type Gateway,
  LANDLOCKED,
  ROAD_NEIGHBOURS,
  type Transport,
} from './calibration/gateways.js';
import type { TradeMode } from './calibration/modes.js';
import type { Partner, Supplies } from './calibration/partners.js';
import { EXPORT_DESTINATIONS, IMPORT_ORIGINS, type Sourcing } from './calibration/supply.js';

// How likely goods, partners, gateways and modes go together. All of it is estimated; the published marginals are
// fitted on top, so what matters here is what is impossible (0) and what is far more likely than the rest.

type Handling = Heading['handling'];

const SUPPLY_BY_HANDLING: Readonly<Record<Supplies, Readonly<Record<Handling, number>>>> = {
  industry: { bulk: 0.25, goods: 1, tech: 1, fresh: 0.3, consumer: 1, craft: 1 },
  mixed: { bulk: 0.8, goods: 0.7, tech: 0.35, fresh: 1, consumer: 0.7, craft: 0.4 },
  resources: { bulk: 2, goods: 0.3, tech: 0.01, fresh: 1, consumer: 0.08, craft: 0.01 },
};

function sourcingOf(hs: string, flow: number): Sourcing | undefined {
  const known = flow === IMPORT ? IMPORT_ORIGINS : EXPORT_DESTINATIONS;
  return known
    .filter((sourcing) => hs.startsWith(sourcing.prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length)[0];
}

/** Weights of all partners for one heading and flow; they add up to about 100. */
export function partnerWeights(heading: Heading, flow: number, partners: readonly Partner[]): number[] {
  const sourcing = sourcingOf(heading.hs, flow);
  const bySize = partners.map((partner) => {
    if (flow === EXPORT) return partner.exportPct;
    return partner.importPct * SUPPLY_BY_HANDLING[partner.supplies][heading.handling];
  });
  if (sourcing === undefined) return bySize;
  const listed = Object.values(sourcing.shares).reduce((a, b) => a + b, 0);
  const size = bySize.reduce((a, b) => a + b, 0);
  // nothing else than the listed origins for whole shiploads; a few percent of other goods come from anywhere
  const others = heading.handling === 'bulk' ? 0 : Math.max(2, 100 - listed) / size;
  return partners.map((partner, i) => sourcing.shares[partner.iso3] ?? bySize[i]! * others);
}

const TRANSPORT_BY_HANDLING: Readonly<Record<Handling, Readonly<Record<Transport, number>>>> = {
  bulk: { sea: 1, air: 0, road: 0.15, rail: 1.2, pipeline: 0, post: 0 },
  goods: { sea: 1, air: 0.1, road: 0.6, rail: 1, pipeline: 0, post: 0 },
  tech: { sea: 0.3, air: 2.4, road: 1.6, rail: 0.5, pipeline: 0, post: 0 },
  fresh: { sea: 1, air: 0.4, road: 1, rail: 0.2, pipeline: 0, post: 0 },
  consumer: { sea: 0.9, air: 0.6, road: 0.8, rail: 0.8, pipeline: 0, post: 1 },
  craft: { sea: 1, air: 0, road: 0.5, rail: 0.8, pipeline: 0, post: 0 },
};

/** Headings that move in one way only. */
const ONLY_BY: Readonly<Record<string, readonly Transport[]>> = {
  '271121': ['pipeline'],
  '2709': ['sea', 'pipeline', 'rail'],
  '8542': ['air', 'road'],
  '8802': ['air'],
  '8901': ['sea'],
  '8905': ['sea'],
  '7108': ['air'],
  '7102': ['air'],
  '7110': ['air'],
  '9804': ['air', 'road', 'sea', 'rail'],
};

function reach(gateway: Gateway, partner: Partner): number {
  const { transport } = gateway;
  if (gateway.partners !== undefined && !gateway.partners.includes(partner.iso3)) return 0;
  if (transport === 'sea') return LANDLOCKED.has(partner.iso3) ? 0 : 1;
  if (transport === 'road') {
    if (ROAD_NEIGHBOURS.has(partner.iso3)) return gateway.partners === undefined ? overHongKong(partner) : 1;
    return gateway.partners === undefined ? 0.15 : 0;
  }
  return transport === 'rail' && gateway.partners === undefined ? 0 : 1;
}

/** Lorries through Shenzhen and Zhuhai serve Hong Kong and Macao; neighbours elsewhere have their own crossings. */
function overHongKong(partner: Partner): number {
  return partner.iso3 === 'HKG' || partner.iso3 === 'MAC' ? 3 : 0.1;
}

/** Headings of the same kind have the same gateway weights. */
export function gatewayKind(heading: Heading): string {
  return heading.hs in ONLY_BY ? heading.hs : heading.handling;
}

/** Weights of all gateways for goods of one heading to or from one partner. */
export function gatewayWeights(
  heading: Heading,
  partner: Partner,
  flow: number,
  gateways: readonly Gateway[],
): number[] {
  const only = ONLY_BY[heading.hs];
  return gateways.map((gateway) => {
    const { transport } = gateway;
    if (only !== undefined && !only.includes(transport)) return 0;
    const byHandling =
      only === undefined ? TRANSPORT_BY_HANDLING[heading.handling][transport] : transport === 'sea' ? 1 : 0.5;
    const bulk = heading.handling === 'bulk' ? gateway.bulkFactor : 1 / Math.sqrt(1 + gateway.bulkFactor);
    const share = flow === EXPORT ? gateway.exportPct : gateway.importPct;
    return byHandling * bulk * share * reach(gateway, partner);
  });
}

const CHAPTERS_OF_EQUIPMENT = new Set(['84', '85', '90']);
const CHAPTERS_OF_MAINTENANCE = new Set(['84', '85', '88', '90']);
const CHAPTERS_OF_PROJECTS = new Set(['73', '84', '85', '86', '87', '94', '72']);

const BORDER_GOODS: Readonly<Record<Handling, number>> = {
  bulk: 2,
  goods: 2,
  tech: 0.2,
  fresh: 2,
  consumer: 2,
  craft: 1,
};

function bordersOn(partner: Partner, transport: Transport): boolean {
  return BORDER_TRADE.has(partner.iso3) && (transport === 'road' || transport === 'rail');
}

/** Weight of ordinary trade is 1 everywhere; others where their goods, partners and transports are. */
function modeAffinity(code: string, heading: Heading, partner: Partner, transport: Transport): number {
  const { handling, hs } = heading;
  const chapter = hs.slice(0, 2);
  const retail = handling === 'consumer' ? 1 : 0;
  switch (code) {
    case '0214':
      return { bulk: 0.5, goods: 0.4, tech: 1.2, fresh: 0.2, consumer: 0.5, craft: 1 }[handling];
    case '0615':
      return { bulk: 0.4, goods: 0.4, tech: 1.6, fresh: 0.2, consumer: 0.4, craft: 0.6 }[handling];
    case '1233':
      return { bulk: 1.5, goods: 0.4, tech: 0.8, fresh: 0.2, consumer: 0.3, craft: 0.1 }[handling];
    case '5034':
      return { bulk: 0.4, goods: 0.4, tech: 1.6, fresh: 0.1, consumer: 0.4, craft: 0.1 }[handling];
    case '5335':
    case '2225':
      return CHAPTERS_OF_EQUIPMENT.has(chapter) ? 1 : 0;
    case '1371':
      return CHAPTERS_OF_MAINTENANCE.has(chapter) && handling === 'tech' ? 1 : 0;
    case '1427':
      return handling === 'tech' || handling === 'goods' ? 0.5 : 0;
    case '4019':
      return bordersOn(partner, transport) ? BORDER_GOODS[handling] : 0;
    case '9610':
      return transport === 'air' || transport === 'road' || transport === 'post'
        ? retail * (transport === 'post' ? 20 : 1)
        : 0;
    case '1210':
      return retail * (transport === 'post' ? 0 : 1) + (chapter === '30' ? 0.2 : 0);
    case '9710':
    case '9810':
      return transport === 'post' ? 0 : retail + (chapter === '85' ? 0.15 : 0);
    case '1039':
      return transport === 'post' ? 0 : retail + (handling === 'goods' ? 0.1 : 0);
    case '3422':
      return CHAPTERS_OF_PROJECTS.has(chapter) && handling !== 'consumer' && partner.supplies !== 'industry'
        ? 1
        : 0;
    case '1523':
      return handling === 'craft' || hs === '8411' ? 1 : 0;
    default:
      return transport === 'post' ? 0.2 : 1;
  }
}

/** Weights of all modes for one heading, partner and transport. */
export function modeWeights(
  heading: Heading,
  partner: Partner,
  transport: Transport,
  flow: number,
  modes: readonly TradeMode[],
): number[] {
  return modes.map((mode) => {
    const share = flow === EXPORT ? mode.exportShare : mode.importShare;
    return share * modeAffinity(mode.code, heading, partner, transport);
  });
}
