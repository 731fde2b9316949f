import { BUCKETS } from '../../protocol/buckets.js';
import { ProblemError } from '../../protocol/errors.js';
import { MEASURES, measureDefinition, type Measure } from '../../protocol/measures.js';
import { parseView, type ViewRequest } from '../../protocol/view.js';
import type { TestRecord } from './journal-source.js';
import type { Random } from './random.js';

const PARTNERS = ['USA', 'JPN', 'VNM', 'DEU', 'BRA'];
const GOODS = ['850440', '854231', '260111', '270900', '87'];

/** A trade a moment before `now`, or up to 40 days late; its fields are missing now and then. */
export function randomRecord(random: Random, now: number): TestRecord {
  const late = random.chance(0.2) ? random.whole(0, 40 * 86_400_000) : random.whole(0, 5_000);
  return {
    time: now - 1 - late,
    flow: random.pick(['import', 'export'] as const),
    ...(random.chance(0.9) ? { partner: random.pick(PARTNERS) } : {}),
    ...(random.chance(0.9) ? { commodity: random.pick(GOODS) } : {}),
    ...(random.chance(0.9) ? { value: random.whole(-1_000, 4e15) } : {}),
    ...(random.chance(0.8) ? { netKg: random.whole(0, 400_000_000) } : {}),
  };
}

/** Concentration is a sum of squares of doubles, whose last digits depend on the order. */
function isExact(measure: Measure): boolean {
  const { derivation } = measureDefinition(measure);
  return measure === 'termsOfTrade' || (derivation !== undefined && derivation !== 'Concentration');
}

function isRefused(view: ViewRequest): boolean {
  try {
    parseView(view);
    return false;
  } catch (error) {
    if (error instanceof ProblemError) return true;
    throw error;
  }
}

/**
 * A view of the timeline `live` whose measures a naive recomputation knows.
 * @param derivedShare how likely it is to have each of the derived measures
 */
export function randomView(random: Random, derivedShare = 0): ViewRequest {
  const by = random.pick([
    [],
    ['flow'],
    ['partner'],
    ['partner', 'flow'],
    ['commodity:2', 'partner'],
    ['commodity'],
  ] as const);
  const isSplit = (by as readonly string[]).includes('flow');
  const comparing = isSplit
    ? []
    : random.pick([[], ['balance'], ['balance', 'coverage'], ['totalTrade', 'normalisedBalance']] as const);
  const bucket = random.pick(BUCKETS);
  const derived = MEASURES.filter((measure) => {
    const view = { timeline: 'live', measures: [measure], by: [...by], bucket };
    return derivedShare > 0 && isExact(measure) && random.chance(derivedShare) && !isRefused(view);
  });
  return {
    timeline: 'live',
    measures: ['value', 'tonnage', 'records', 'unitValue', 'weightShare', ...comparing, ...derived],
    by: [...by],
    bucket,
    last: random.whole(1, 50),
    ...(by.some((grouping) => grouping !== 'flow') && random.chance(0.5)
      ? { top: random.whole(1, 4), rankBy: random.pick(['value', 'tonnage', 'records'] as const) }
      : {}),
    ...(random.chance(0.3) ? { where: { partner: [random.pick(PARTNERS), random.pick(PARTNERS)] } } : {}),
    ...(random.chance(0.3) ? { where: { commodity: [random.pick(['85', '8', '2601', '99'])] } } : {}),
  };
}
