import { bucketStart, windowStart } from '../../protocol/buckets.js';
import { dimensionOf, levelOf } from '../../protocol/dimensions.js';
import type { Cell } from '../../protocol/server-messages.js';
import type { View } from '../../protocol/view.js';
import { measureDefinition } from '../../protocol/measures.js';
import type { TestRecord } from './journal-source.js';
import { naiveDerived, naiveTermsOfTrade, naiveTonnageRate } from './naive-derived.js';
import { naiveSum, scaledSum, scaledWhole } from './naive-sums.js';

/**
 * A view's rows computed from all records, the slow and obvious way: sums in BigInt, no state.
 * @param seriesFrom first instant of the series
 */
export function naiveRows(
  view: View,
  records: readonly TestRecord[],
  playhead: number,
  offsetMs: number,
  seriesFrom = 0,
): Cell[][] {
  const counted = records.filter((record) => record.time < playhead && isCounted(view, record));
  const kept = view.top === undefined ? undefined : keptGroups(view, view.top, counted, playhead, offsetMs);
  const keysOf = (record: TestRecord): Cell[] => foldedKeys(view, record, kept);
  const from = windowStart(view.bucket, playhead, view.last, offsetMs);
  const rows = new Map<string, { start: number; keys: Cell[]; records: TestRecord[] }>();
  for (const record of counted) {
    if (record.time < from) continue;
    const start = bucketStart(view.bucket, record.time, offsetMs);
    const keys = keysOf(record);
    const name = JSON.stringify([start, keys]);
    const row = rows.get(name);
    if (row === undefined) rows.set(name, { start, keys, records: [record] });
    else row.records.push(record);
  }
  const isPlain = view.measures.every(
    (measure) => measureDefinition(measure).derivation === undefined && measure !== 'termsOfTrade',
  );
  const byKeys = isPlain
    ? new Map<string, never[]>()
    : groupBy(counted, (record) => JSON.stringify(keysOf(record)));
  const cellsOf = ({
    start,
    keys,
    records: inBucket,
  }: {
    start: number;
    keys: Cell[];
    records: TestRecord[];
  }): Cell[] => {
    const own = byKeys.get(JSON.stringify(keys)) ?? inBucket;
    const all = isPlain ? new Map<string, never[]>() : groupsOfFlow(view, counted, keys);
    const row = { bucket: view.bucket, start, own, all, playhead, from: seriesFrom, offsetMs };
    return view.measures.map((measure) => {
      if (measureDefinition(measure).derivation !== undefined) return naiveDerived(measure, row);
      if (measure === 'termsOfTrade') return naiveTermsOfTrade(row);
      return measure === 'tonnageRate' ? naiveTonnageRate(row) : naiveMeasure(measure, inBucket);
    });
  };
  return sortRows(
    [...rows.values()].map((row) => [view.bucket === 'all' ? null : row.start, ...row.keys, ...cellsOf(row)]),
  );
}

/** Records of all groups of the flow that a row is of, by group. */
function groupsOfFlow(
  view: View,
  records: readonly TestRecord[],
  keys: readonly Cell[],
): Map<string, TestRecord[]> {
  const flow = view.by.includes('flow') ? keys[view.by.indexOf('flow')] : undefined;
  const ofFlow = records.filter((record) => flow === undefined || record.flow === flow);
  return groupBy(ofFlow, (record) => JSON.stringify(foldedKeys(view, record, undefined)));
}

function groupBy(
  records: readonly TestRecord[],
  nameOf: (record: TestRecord) => string,
): Map<string, TestRecord[]> {
  const groups = new Map<string, TestRecord[]>();
  for (const record of records) {
    const name = nameOf(record);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [record]);
    else group.push(record);
  }
  return groups;
}

/** What a group is ranked by: all its keys but the flow. */
function rankedName(view: View, record: TestRecord): string {
  const ranked = view.by.filter((grouping) => grouping !== 'flow');
  return ranked.map((grouping) => codeOf(record, grouping) ?? '').join('\u0000');
}

/** Names of the groups that are largest over the whole window, flows together. */
function keptGroups(
  view: View,
  top: number,
  records: readonly TestRecord[],
  playhead: number,
  offsetMs: number,
): ReadonlySet<string> {
  const from = windowStart(view.bucket, playhead, view.last, offsetMs);
  const inWindow = records.filter(({ time }) => time >= from);
  const groups = [...groupBy(inWindow, (record) => rankedName(view, record))];
  const totals = groups.map(
    ([name, ofGroup]) => [name, Number(naiveSum(view.rankBy, ofGroup) ?? 0n)] as const,
  );
  const ranked = totals.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
  return new Set(ranked.slice(0, top));
}

/** A record's keys in the view; those of a group that is not kept are `other`, all but the flow. */
function foldedKeys(view: View, record: TestRecord, kept: ReadonlySet<string> | undefined): Cell[] {
  const isOther = kept !== undefined && !kept.has(rankedName(view, record));
  return view.by.map((grouping) => (isOther && grouping !== 'flow' ? 'other' : codeOf(record, grouping)));
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

function naiveMeasure(measure: View['measures'][number], records: readonly TestRecord[]): number | null {
  const both = records.filter((record) => record.value !== undefined && record.netKg !== undefined);
  const value = scaledSum('value', records);
  if (measure === 'value' || measure === 'tonnage' || measure === 'records')
    return scaledSum(measure, records);
  if (measure === 'unitValue') {
    const tonnes = scaledSum('tonnage', both) ?? 0;
    return tonnes === 0 ? null : (scaledSum('value', both) ?? 0) / tonnes;
  }
  if (measure === 'weightShare') {
    return value === null || value === 0 ? null : (scaledSum('value', both) ?? 0) / value;
  }
  return naiveComparison(measure, records);
}

function naiveComparison(measure: string, records: readonly TestRecord[]): number | null {
  const flows = { import: 0n, export: 0n };
  for (const flow of ['import', 'export'] as const) {
    const ofFlow = records.filter((record) => record.flow === flow);
    const total = naiveSum('value', ofFlow);
    if (ofFlow.length > 0 && total === null) return null;
    flows[flow] = total ?? 0n;
  }
  const [exports, imports] = [flows.export, flows.import];
  const money = (whole: bigint): number => scaledWhole('value', whole);
  if (measure === 'balance') return money(exports - imports);
  if (measure === 'totalTrade') return money(exports + imports);
  if (measure === 'normalisedBalance')
    return exports + imports === 0n ? null : money(exports - imports) / money(exports + imports);
  if (measure === 'coverage') return imports === 0n ? null : (100 * money(exports)) / money(imports);
  throw new Error(`the naive view does not know ${measure}`);
}
