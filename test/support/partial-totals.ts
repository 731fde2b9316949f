import { DeliverPolicy, jetstream } from '@nats-io/jetstream';
import type { Cluster } from '../../server/scale-out/cluster.js';
import { readPartial, type PartialMessage } from '../../server/scale-out/partial-message.js';
import { TICKS_STREAM } from '../../server/scale-out/streams.js';
import { EXPORT } from '../../server/records/record-batch.js';
import type { TestRecord } from './journal-source.js';

/** Sums by second and content, as `{records, value, netKg}` of whole numbers. */
export type Totals = Record<string, readonly [records: bigint, value: bigint, netKg: bigint]>;

/** All partial sums that are in the stream, in its order. */
export async function readPartials({ connection, manager }: Cluster): Promise<PartialMessage[]> {
  const { state } = await manager.streams.info(TICKS_STREAM);
  const consumer = await jetstream(connection).consumers.get(TICKS_STREAM, {
    filter_subjects: 'tradewall.partials.*',
    deliver_policy: DeliverPolicy.All,
  });
  const { num_pending } = await consumer.info();
  const partials: PartialMessage[] = [];
  if (num_pending === 0 || state.messages === 0) return partials;
  const messages = await consumer.consume();
  for await (const message of messages) {
    partials.push(readPartial(message.data));
    if (message.info.pending === 0) break;
  }
  await messages.close();
  return partials;
}

/** Adds partial sums up, each partition's in a row without a gap or an overlap. */
export function totalsOf(partials: readonly PartialMessage[]): Totals {
  const ends = new Map<number, number>();
  const totals: Record<string, [bigint, bigint, bigint]> = {};
  for (const { partition, from, to, rows, codes } of partials) {
    if ((ends.get(partition) ?? 0) !== from && ends.has(partition))
      throw new Error(`partition ${partition}: ${from} does not follow ${ends.get(partition)}`);
    ends.set(partition, to);
    for (let row = 0; row < rows.length; row++) {
      const code = (dimension: 'partner' | 'commodity' | 'port'): string =>
        codes[dimension][rows[dimension][row]! - 1] ?? '';
      const flow = rows.flow[row] === EXPORT ? 'export' : 'import';
      const key = `${rows.time[row]! / 1_000} ${flow} ${code('partner')} ${code('commodity')} ${code('port')}`;
      add(totals, key, [rows.records[row]!, rows.value[row]!, rows.netKg[row]!]);
    }
  }
  return withoutNought(totals);
}

/** What they are to be. */
export function naiveTotals(records: readonly TestRecord[], startOf = secondOf): Totals {
  const totals: Record<string, [bigint, bigint, bigint]> = {};
  for (const { time, flow, partner, commodity, port, value, netKg } of records)
    add(totals, `${startOf(time) / 1_000} ${flow} ${partner} ${commodity} ${port ?? ''}`, [
      1,
      value ?? 0,
      (netKg ?? 0) * 1_000,
    ]);
  return withoutNought(totals);
}

function secondOf(time: number): number {
  return Math.floor(time / 1_000) * 1_000;
}

function add(
  totals: Record<string, [bigint, bigint, bigint]>,
  key: string,
  figures: readonly number[],
): void {
  const sum = (totals[key] ??= [0n, 0n, 0n]);
  for (const [index, figure] of figures.entries())
    if (!Number.isNaN(figure)) sum[index] = sum[index]! + BigInt(figure);
}

function withoutNought(totals: Record<string, [bigint, bigint, bigint]>): Totals {
  return Object.fromEntries(
    Object.entries(totals)
      .filter(([, figures]) => figures.some((figure) => figure !== 0n))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
