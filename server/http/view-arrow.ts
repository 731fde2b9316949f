import {
  Dictionary,
  Field,
  Float64,
  Int32,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimeUnit,
  Timestamp,
  Utf8,
  makeData,
  tableToIPC,
  vectorFromArray,
  type DataType,
  type Vector,
} from 'apache-arrow';
import type { Bucket } from '../../protocol/buckets.js';
import { MEASURES, type Measure } from '../../protocol/measures.js';
import { statusesOf, type ViewExport } from '../../protocol/view-export.js';

/**
 * A snapshot as an Arrow IPC stream: `bucket` as a timestamp in the timeline's own time, group columns and `status` as
 * dictionaries, measures as doubles with their unit in the field's metadata. What the figures say about themselves is
 * in the schema's metadata, where readers keep it with the table.
 */
export function viewToArrow(view: ViewExport, bucket: Bucket): Uint8Array {
  const names = [...view.columns, 'status'];
  const vectors = view.columns.map((name, column) => columnOf(view, name, column));
  vectors.push(words(statusesOf(view, bucket), STATUS_CODES));
  const fields = names.map((name, index) => new Field(name, vectors[index]!.type, true, unitOf(view, name)));
  const schema = new Schema(fields, provenanceOf(view));
  const children = vectors.map((vector) => vector.data[0]!);
  const data = makeData({ type: new Struct(fields), length: view.rows.length, nullCount: 0, children });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), 'stream');
}

/** Ids tell the dictionaries of one stream apart; a group column takes its own number, `status` comes after them. */
const STATUS_CODES = 100;

function columnOf(view: ViewExport, name: string, column: number): Vector {
  const cells = view.rows.map((row) => row[column] ?? null);
  if (name === 'bucket')
    return vectorFromArray(cells, new Timestamp(TimeUnit.MILLISECOND, view.timeline.utcOffset));
  if (isMeasure(name)) return vectorFromArray(cells, new Float64());
  return words(cells, column);
}

function words(cells: readonly unknown[], id: number): Vector {
  return vectorFromArray(cells, new Dictionary<DataType, Int32>(new Utf8(), new Int32(), id));
}

function isMeasure(name: string): name is Measure {
  return MEASURES.some((measure) => measure === name);
}

function unitOf({ timeline }: ViewExport, name: string): Map<string, string> {
  const unit = isMeasure(name) ? timeline.units[name] : undefined;
  return new Map(unit === undefined ? [] : [['unit', unit]]);
}

function provenanceOf({ timeline, asOf }: ViewExport): Map<string, string> {
  const { currency, valuation } = timeline;
  return new Map(
    Object.entries({
      timeline: timeline.name,
      kind: timeline.kind.toUpperCase(),
      asOf: new Date(asOf).toISOString(),
      ...(currency === null ? {} : { currency }),
      ...(valuation.export === null ? {} : { valuationOfExports: valuation.export }),
      ...(valuation.import === null ? {} : { valuationOfImports: valuation.import }),
    }),
  );
}
