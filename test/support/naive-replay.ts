import { bucketEnd, bucketStart, windowStart, type Bucket } from '../../protocol/buckets.js';
import type { ControlMessage } from '../../protocol/client-messages.js';
import type { Cell } from '../../protocol/server-messages.js';
import type { View } from '../../protocol/view.js';
import type { DatasetInfo } from '../../server/store/store.js';
import type { Timeline, ViewHandle } from '../../server/timelines/timeline.js';
import { sortRows } from './naive-view.js';
import type { Random } from './random.js';

const DAY = 86_400_000;

/** A record as a file has it. */
export interface Written {
  readonly time: string;
  readonly start: number;
  readonly end: number;
  readonly flow: 'import' | 'export';
  readonly partner: string;
  readonly netKg: bigint | null;
  readonly value: bigint | null;
}

/** A period as a record writes it, and its first and (exclusive) last instant. */
export function randomPeriod(random: Random): Pick<Written, 'time' | 'start' | 'end'> {
  const start = Date.UTC(2023, 0, 1) + random.whole(0, 1_000) * DAY;
  const iso = new Date(start).toISOString();
  const kind = random.pick(['instant', 'day', 'month', 'year'] as const);
  if (kind === 'instant') return { time: iso, start, end: start };
  if (kind === 'day') return { time: iso.slice(0, 10), start, end: start + DAY };
  const bucket: Bucket = kind === 'month' ? '1mo' : '1y';
  const time = iso.slice(0, kind === 'month' ? 7 : 4);
  return { time, start: bucketStart(bucket, start, 0), end: bucketEnd(bucket, start, 0) };
}

export function randomRecords(random: Random, count: number): Written[] {
  return Array.from({ length: count }, () => ({
    ...randomPeriod(random),
    flow: random.pick(['import', 'export'] as const),
    partner: random.pick(['USA', 'JPN', 'BRA']),
    netKg: random.chance(0.8) ? BigInt(random.whole(1, 1e9)) : null,
    value: random.chance(0.8) ? BigInt(random.whole(1, 1e15)) : null,
  })).map((record) => (record.netKg === null && record.value === null ? { ...record, value: 1n } : record));
}

/** By their ids. */
export function toCsv(records: ReadonlyMap<string, Written>): string {
  const lines = [...records].map(([id, { time, flow, partner, netKg, value }]) => {
    const amount = value === null ? '' : `${value / 100n}.${String(value % 100n).padStart(2, '0')}`;
    return `${id},${time},${flow},${partner},${netKg ?? ''},${amount},USD`;
  });
  return ['id,time,flow,partner,netKg,value,currency', ...lines, ''].join('\n');
}

/** What a view shows at a playhead, straight from the records: each period's sum flows in evenly, floored. */
export function naiveAt(
  view: View,
  records: readonly Written[],
  playhead: number,
  decimals: DatasetInfo['decimals'],
): Cell[][] {
  const from = windowStart(view.bucket, playhead, view.last, 0);
  const groups = new Map<
    string,
    { keys: Cell[]; records: number; value: bigint | null; netKg: bigint | null }
  >();
  for (const period of groupPeriods(view, records)) {
    const first = Math.max(period.start, from);
    const last = period.end === period.start ? first : Math.min(period.end, playhead);
    const isDue =
      period.start < playhead && (period.end === period.start ? period.start >= from : first < last);
    if (!isDue) continue;
    let time = first;
    do {
      const next = period.end === period.start ? last : Math.min(last, bucketEnd(view.bucket, time, 0));
      const keys: Cell[] = [view.bucket === 'all' ? null : bucketStart(view.bucket, time, 0), ...period.keys];
      const group = groups.get(JSON.stringify(keys)) ?? { keys, records: 0, value: null, netKg: null };
      groups.set(JSON.stringify(keys), group);
      if (time === period.start) group.records += period.records;
      for (const field of ['value', 'netKg'] as const) {
        const total = period[field];
        if (total === null) continue;
        const share = (x: number): bigint => revealed(total, x - period.start, period.end - period.start);
        group[field] = (group[field] ?? 0n) + share(next) - (time === period.start ? 0n : share(time));
      }
      time = next;
    } while (time < last);
  }
  return sortRows(
    [...groups.values()].map(({ keys, records, value, netKg }) => [
      ...keys,
      value === null ? null : Number(`${value}e-${decimals.value}`),
      netKg === null ? null : Number(`${netKg}e-${decimals.netKg + 3}`),
      records,
    ]),
  );
}

/** As documented: floor(hi · 2^50 · share) + floor(lo · share), where total = hi · 2^50 + lo. */
function revealed(total: bigint, elapsed: number, length: number): bigint {
  if (elapsed >= length) return total;
  const radix = 2n ** 50n;
  const share = elapsed / length;
  return (
    BigInt(Math.floor(Number((total / radix) * radix) * share)) +
    BigInt(Math.floor(Number(total % radix) * share))
  );
}

function groupPeriods(view: View, records: readonly Written[]) {
  const periods = new Map<
    string,
    { start: number; end: number; keys: Cell[]; records: number; value: bigint | null; netKg: bigint | null }
  >();
  for (const record of records) {
    if (view.where.partner !== undefined && !view.where.partner.includes(record.partner)) continue;
    const keys = view.by.map((grouping) => record[grouping as 'flow' | 'partner']);
    // The store always keeps the flows apart, so their sums are floored apart.
    const name = JSON.stringify([record.start, record.end, record.flow, keys]);
    const period = periods.get(name) ?? {
      start: record.start,
      end: record.end,
      keys,
      records: 0,
      value: null,
      netKg: null,
    };
    periods.set(name, period);
    period.records++;
    if (record.value !== null) period.value = (period.value ?? 0n) + record.value;
    if (record.netKg !== null) period.netKg = (period.netKg ?? 0n) + record.netKg;
  }
  return periods.values();
}

/** Holds a view as a viewer does, from what changed since the last look. */
export class Held {
  #handle: ViewHandle;
  readonly #rows = new Map<string, Cell[]>();
  #seq = 0;

  constructor(handle: ViewHandle) {
    this.#handle = handle;
  }

  /** A connection is lost and comes back while the view is kept, or after. */
  resume(handle: ViewHandle): void {
    this.#handle.release();
    this.#handle = handle;
  }

  /** What a viewer who comes now gets, byte for byte. */
  snapshot(): string {
    return JSON.stringify(this.#handle.changesSince(0));
  }

  look(seq: number, keys: number): Cell[][] {
    const update = this.#handle.changesSince(this.#seq);
    this.#seq = seq;
    if (update?.kind === 'snapshot') this.#rows.clear();
    for (const row of update?.rows ?? []) this.#rows.set(JSON.stringify(row.slice(0, keys)), row);
    const from = update?.window.from ?? null;
    if (from !== null)
      for (const [key, row] of this.#rows) if ((row[0] as number) < from) this.#rows.delete(key);
    return sortRows(this.#rows.values());
  }
}

/** Gives one command or none. */
export function control(random: Random, timeline: Timeline, { from, to }: DatasetInfo): void {
  const choice = random.next();
  const order = (command: Partial<ControlMessage> & Pick<ControlMessage, 'command'>): unknown =>
    timeline.control({ type: 'control', request: 1, timeline: timeline.name, ...command });
  if (choice < 0.08) order({ command: 'seek', time: random.whole(from - DAY, to + DAY) });
  else if (choice < 0.12) order({ command: 'seek', fraction: random.next() * 1.1 });
  else if (choice < 0.2) order({ command: 'pause' });
  else if (choice < 0.4) order({ command: 'play' });
  else if (choice < 0.5) order({ command: 'speed', speed: random.pick([1, 3_600, 86_400, 2_592_000]) });
  else if (choice < 0.6) {
    const bucket = random.pick(['1d', '1w', '1mo', '1q', '1y'] as const);
    order({ command: 'step', bucket, count: random.pick([-3, -1, 1, 2]) });
  } else if (choice < 0.65) {
    const start = random.whole(from, to - 2 * DAY);
    order({ command: 'loop', loop: true, from: start, to: random.whole(start + DAY, to) });
  } else if (choice < 0.7) order({ command: 'loop', loop: random.chance(0.5) });
}

/** The view at the playhead in another way than playing: in a session of one's own that seeks there, or asked for once. */
export async function otherwise(
  random: Random,
  shared: Timeline,
  view: View,
  playhead: number,
): Promise<string> {
  const session = shared.fork(`${shared.name}~${random.seed}`);
  if (random.chance(0.5)) {
    session.control({ type: 'control', request: 1, timeline: session.name, command: 'pause' });
    const handle = await session.open(view);
    session.control({ type: 'control', request: 2, timeline: session.name, command: 'seek', time: playhead });
    session.tick(2);
    return JSON.stringify(handle.changesSince(0));
  }
  const { reason: _reason, ...update } = await session.query(view, playhead);
  return JSON.stringify(update);
}
