import { bucketStart, windowStart } from '../../protocol/buckets.js';
import { dimensionOf, levelOf } from '../../protocol/dimensions.js';
import type { Cell } from '../../protocol/server-messages.js';
import type { View } from '../../protocol/view.js';
import type { TestRecord } from './journal-source.js';

/** A view's rows computed from all records, the slow and obvious way: sums in BigInt, no state. */
export function naiveRows(
  view: View,
  records: readonly TestRecord[],
  playhead: number,
  offsetMs: number,
): Cell[][] {
  const from = windowStart(view.bucket, playhead, view.last, offsetMs);
  const groups = new Map<string, { keys: Cell[]; records: TestRecord[] }>();
  for (const record of records) {
    if (record.time < from || !isCounted(view, record)) continue;
    const start = view.bucket === 'all' ? null : bucketStart(view.bucket, record.time, offsetMs);
    const keys = [start, ...view.by.map((grouping) => codeOf(record, grouping))];
    const name = JSON.stringify(keys);
    const group = groups.get(name) ?? { keys, records: [] };
    group.records.push(record);
    groups.set(name, group);
  }
  const folded = view.top === undefined ? groups : foldGroups(view, view.top, [...groups.values()]);
  const rows = [...folded.values()].map((group) => [
    ...group.keys,
    ...view.measures.map((measure) => naiveMeasure(measure, group.records)),
  ]);
  return sortRows(rows);
}

interface Group {
  readonly keys: Cell[];
  readonly records: TestRecord[];
}

/** Keeps the groups that are largest over the whole window, flows together, and calls the rest `other`. */
function foldGroups(view: View, top: number, groups: readonly Group[]): Map<string, Group> {
  const isRanked = view.by.map((grouping) => grouping !== 'flow');
  const nameOf = (keys: readonly Cell[]): string =>
    keys
      .slice(1)
      .filter((_, index) => isRanked[index])
      .map((key) => key ?? '')
      .join('\u0000');
  const totals = new Map<string, number>();
  for (const { keys, records } of groups) {
    const total =
      view.rankBy === 'records'
        ? records.length
        : Number(sum(records, view.rankBy === 'value' ? 'value' : 'netKg') ?? 0n);
    totals.set(nameOf(keys), (totals.get(nameOf(keys)) ?? 0) + total);
  }
  const ranked = [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
  const kept = new Set(ranked.slice(0, top));
  const folded = new Map<string, Group>();
  for (const { keys, records } of groups) {
    const isKept = kept.has(nameOf(keys));
    const foldedKeys = keys.map((key, index) =>
      index === 0 || isKept || !isRanked[index - 1] ? key : 'other',
    );
    const name = JSON.stringify(foldedKeys);
    const group = folded.get(name);
    folded.set(name, { keys: foldedKeys, records: [...(group?.records ?? []), ...records] });
  }
  return folded;
}

export function sortRows(rows: Iterable<Cell[]>): Cell[][] {
  return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function codeOf(record: TestRecord, grouping: View['by'][number]): string | null {
  const code = record[dimensionOf(grouping) as 'flow' | 'partner' | 'commodity' | 'port'] ?? null;
  return grouping.startsWith('commodity') && code !== null ? code.slice(0, levelOf(grouping)) : code;
}

function isCounted(view: View, record: TestRecord): boolean {
  return Object.entries(view.where).every(([dimension, wanted]) => {
    const code = record[dimension as 'flow' | 'partner' | 'commodity' | 'port'];
    if (code === undefined) return false;
    return dimension === 'commodity'
      ? wanted.some((prefix) => code.startsWith(prefix))
      : wanted.includes(code);
  });
}

function sum(records: readonly TestRecord[], field: 'value' | 'netKg'): bigint | null {
  const known = records.map((record) => record[field]).filter((amount) => amount !== undefined);
  return known.length === 0 ? null : known.reduce((total, amount) => total + BigInt(amount), 0n);
}

/** The double nearest to whole / 10^decimals, by the parser of the language. */
function scaled(whole: bigint, decimals: number): number {
  return Number(`${whole}e-${decimals}`);
}

function naiveMeasure(measure: View['measures'][number], records: readonly TestRecord[]): number | null {
  const both = records.filter((record) => record.value !== undefined && record.netKg !== undefined);
  const value = sum(records, 'value');
  if (measure === 'records') return records.length;
  if (measure === 'value') return value === null ? null : scaled(value, 2);
  if (measure === 'tonnage') {
    const netKg = sum(records, 'netKg');
    return netKg === null ? null : scaled(netKg, 3);
  }
  if (measure === 'unitValue') {
    const tonnes = scaled(sum(both, 'netKg') ?? 0n, 3);
    return tonnes === 0 ? null : scaled(sum(both, 'value') ?? 0n, 2) / tonnes;
  }
  if (measure === 'weightShare') {
    return value === null || value === 0n ? null : scaled(sum(both, 'value') ?? 0n, 2) / scaled(value, 2);
  }
  return naiveComparison(measure, records);
}

function naiveComparison(measure: string, records: readonly TestRecord[]): number | null {
  const flows = { import: 0n, export: 0n };
  for (const flow of ['import', 'export'] as const) {
    const ofFlow = records.filter((record) => record.flow === flow);
    const total = sum(ofFlow, 'value');
    if (ofFlow.length > 0 && total === null) return null;
    flows[flow] = total ?? 0n;
  }
  if (measure === 'balance') return scaled(flows.export - flows.import, 2);
  if (measure === 'coverage') {
    return flows.import === 0n ? null : (100 * scaled(flows.export, 2)) / scaled(flows.import, 2);
  }
  throw new Error(`the naive view does not know ${measure}`);
}
