import { BUCKETS } from '../../protocol/buckets.js';
import type { ViewRequest } from '../../protocol/view.js';
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

/** A view of the timeline `live` whose measures a naive recomputation knows. */
export function randomView(random: Random): ViewRequest {
  const by = random.pick([
    [],
    ['flow'],
    ['partner'],
    ['partner', 'flow'],
    ['commodity:2', 'partner'],
    ['commodity'],
  ] as const);
  const isSplit = (by as readonly string[]).includes('flow');
  const comparing = isSplit ? [] : random.pick([[], ['balance'], ['balance', 'coverage']] as const);
  return {
    timeline: 'live',
    measures: ['value', 'tonnage', 'records', 'unitValue', 'weightShare', ...comparing],
    by: [...by],
    bucket: random.pick(BUCKETS),
    last: random.whole(1, 50),
    ...(by.some((grouping) => grouping !== 'flow') && random.chance(0.5)
      ? { top: random.whole(1, 4), rankBy: random.pick(['value', 'tonnage', 'records'] as const) }
      : {}),
    ...(random.chance(0.3) ? { where: { partner: [random.pick(PARTNERS), random.pick(PARTNERS)] } } : {}),
    ...(random.chance(0.3) ? { where: { commodity: [random.pick(['85', '8', '2601', '99'])] } } : {}),
  };
}
