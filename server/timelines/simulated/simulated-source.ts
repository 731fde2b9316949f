import { BUCKETS, type Bucket } from '../../../protocol/buckets.js';
import type { ViewCells } from '../../views/view-cells.js';
import type { CellSource } from '../cell-source.js';
import { recent } from './recent.js';
import { SIMULATION } from '../../records/simulated-records.js';
import { createSimulatedTrade, type SimulatedTrade } from './simulated-trade.js';
import { partsOfHours, type PartOfHour } from './parts-of-hours.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** First instant that the simulation is shown for: the year 2000 began, in Beijing. */
const FROM = Date.UTC(2000, 0, 1) - 8 * HOUR;

export const SIMULATED_NAME = 'simulated';

/**
 * China's foreign trade as it might be at any instant, from a seed.
 * @param of other trade than the seed's own: the same with something in it that is to be found
 */
export function createSimulatedSource(seed: number, of = createSimulatedTrade({ seed })): CellSource {
  const trade = keepRecent(of);
  const partOfHour = partsOfHours((hourStart) => trade.recordsOfHour(hourStart));
  return {
    description: {
      name: SIMULATED_NAME,
      kind: 'simulated',
      title: 'China · foreign trade',
      source: 'invented records, calibrated on published means of 2021–2025 (GAC)',
      currency: 'CNY',
      ...SIMULATION,
      frequency: 'instant',
      flows: ['import', 'export'],
      dimensions: ['flow', 'partner', 'commodity', 'port', 'mode', 'transport'],
      measures: ['value', 'tonnage', 'records'],
      from: FROM,
      to: null,
      controllable: false,
      seed,
    },
    dictionaries: trade.dictionaries,
    utcOffsetMs: trade.utcOffsetMs,
    hasBothFlows: true,
    decimals: { value: 2, netKg: 0 },
    // Invented figures are never revised.
    openFeed: () =>
      Promise.resolve({
        advance: (cells, from, to, seq) => advance({ trade, partOfHour }, cells, from, to, seq),
      }),
  };
}

/** At a day per second a tick spans six hours, which every view asks for; an hour summed up is 150 kB at most. */
const LANE_HOURS_KEPT = 12;
/** At a month per second a tick spans eight days of 200 kB each. */
const LANE_DAYS_KEPT = 12;

/** Several views ask for the same hours in the same tick: each is made up once. */
function keepRecent(trade: SimulatedTrade): SimulatedTrade {
  return {
    ...trade,
    lanesOfHour: recent(LANE_HOURS_KEPT, (hour) => trade.lanesOfHour(hour)),
    lanesOfDay: recent(LANE_DAYS_KEPT, (day) => trade.lanesOfDay(day)),
  };
}

interface Records {
  readonly trade: SimulatedTrade;
  readonly partOfHour: PartOfHour;
}

/** Counts whole days and hours from their sums where the buckets are wide enough, and records in between. */
function* advance(records: Records, cells: ViewCells, from: number, to: number, seq: number): Iterable<void> {
  let time = Math.max(from, FROM);
  while (time < to) {
    const end = Math.min(to, nextStop(records.trade, cells.view.bucket, time, to));
    addSpan(records, cells, time, end, seq);
    time = end;
    yield;
  }
}

/** End of the widest step from `time` that a bucket can't be split by. */
function nextStop(trade: SimulatedTrade, bucket: Bucket, time: number, to: number): number {
  const isDayStart = (time + trade.utcOffsetMs) % DAY === 0;
  if (isDayStart && holds(bucket, '1d') && time + DAY <= to) return time + DAY;
  return (Math.floor(time / HOUR) + 1) * HOUR;
}

function holds(bucket: Bucket, narrower: Bucket): boolean {
  return BUCKETS.indexOf(bucket) >= BUCKETS.indexOf(narrower);
}

function addSpan(
  { trade, partOfHour }: Records,
  cells: ViewCells,
  from: number,
  to: number,
  seq: number,
): void {
  if (to - from === DAY) {
    cells.add(cells.needsOnlyFlow ? trade.totalsOfDay(from) : trade.lanesOfDay(from), seq);
  } else if (to - from === HOUR && holds(cells.view.bucket, '1h')) {
    cells.add(trade.lanesOfHour(from), seq);
  } else {
    cells.add(partOfHour(from, to), seq);
  }
}
