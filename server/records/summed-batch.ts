import { createRecordBatch, EXPORT, type CodedDimension, type RecordBatch } from './record-batch.js';

/** Of fewer rows, each view sooner looks at every one. */
const FEWEST_ROWS = 256;

/** Whole numbers up to here add up exactly, and their sum is a value that a row may have. */
const EXACT = 2 ** 51;

/**
 * Doubles that a code's rows add up in: records, value and weight for each kind of row, that is a flow, with or without a
 * value, with or without a weight. So what is not reported stays apart from what is.
 */
const KIND_SIZE = 3;
const WEIGHED = KIND_SIZE;
const VALUED = 2 * WEIGHED;
const FLOW = 2 * VALUED;
const CODE_SIZE = 2 * FLOW;

/** What every view asks of a batch, looked up once. */
interface BatchFacts {
  readonly firstTime: number;
  readonly lastTime: number;
  /** Where each row adds up among the kinds of its code; absent where the sums might not be exact. */
  readonly kinds: Uint8Array | undefined;
  readonly sums: Map<CodedDimension | undefined, RecordBatch | undefined>;
}

const factsOf = new WeakMap<RecordBatch, BatchFacts>();

/**
 * The same records summed up per flow and code of one dimension (undefined: of none), at the time of the first of them;
 * undefined where that saves nothing. Made once for all who ask, so that many views of a batch cost little more than
 * the few dimensions they are about.
 * @param codes how many codes the dimension has
 * @param holds whether rows between two instants, inclusive, may be summed up
 */
export function summedBy(
  batch: RecordBatch,
  dimension: CodedDimension | undefined,
  codes: number,
  holds: (firstTime: number, lastTime: number) => boolean,
): RecordBatch | undefined {
  if (batch.length < Math.max(FEWEST_ROWS, codes)) return undefined;
  const facts = factsOf.get(batch) ?? findFacts(batch);
  const { kinds, sums } = facts;
  if (kinds === undefined || !holds(facts.firstTime, facts.lastTime)) return undefined;
  if (!sums.has(dimension)) sums.set(dimension, sumUp(batch, dimension, codes, facts.firstTime, kinds));
  return sums.get(dimension);
}

function findFacts(batch: RecordBatch): BatchFacts {
  const { length, time, flow, records, value, netKg } = batch;
  const kinds = new Uint8Array(length);
  let firstTime = Infinity;
  let lastTime = -Infinity;
  let largest = 0.5;
  for (let row = 0; row < length; row++) {
    const at = time[row]!;
    const amount = value[row]!;
    const kilograms = netKg[row]!;
    if (at < firstTime) firstTime = at;
    if (at > lastTime) lastTime = at;
    // Nothing is larger than what is not a number.
    if (amount > largest || -amount > largest) largest = Math.abs(amount);
    if (kilograms > largest || -kilograms > largest) largest = Math.abs(kilograms);
    // Rows that take others back may add up to no records of some value: they are counted one by one.
    if (records[row]! < 1) largest = Infinity;
    const reported = (amount === amount ? VALUED : 0) + (kilograms === kilograms ? WEIGHED : 0);
    kinds[row] = flow[row]! * FLOW + reported;
  }
  const isExact = largest * length < EXACT;
  const facts = { firstTime, lastTime, kinds: isExact ? kinds : undefined, sums: new Map() };
  factsOf.set(batch, facts);
  return facts;
}

/** All 0 but while a batch is summed up. */
let scratch = new Float64Array(0);

function sumUp(
  batch: RecordBatch,
  dimension: CodedDimension | undefined,
  codes: number,
  time: number,
  kinds: Uint8Array,
): RecordBatch {
  if (scratch.length < codes * CODE_SIZE) scratch = new Float64Array(codes * CODE_SIZE);
  if (dimension === undefined) addRows(scratch, batch, kinds);
  else addCodedRows(scratch, batch, kinds, batch[dimension]);
  return takeSums(scratch, codes, dimension, time);
}

function addRows(sums: Float64Array, batch: RecordBatch, kinds: Uint8Array): void {
  const { length, records, value, netKg } = batch;
  for (let row = 0; row < length; row++) {
    const at = kinds[row]!;
    sums[at] = sums[at]! + records[row]!;
    sums[at + 1] = sums[at + 1]! + value[row]!;
    sums[at + 2] = sums[at + 2]! + netKg[row]!;
  }
}

function addCodedRows(sums: Float64Array, batch: RecordBatch, kinds: Uint8Array, codes: Uint16Array): void {
  const { length, records, value, netKg } = batch;
  for (let row = 0; row < length; row++) {
    const at = codes[row]! * CODE_SIZE + kinds[row]!;
    sums[at] = sums[at]! + records[row]!;
    sums[at + 1] = sums[at + 1]! + value[row]!;
    sums[at + 2] = sums[at + 2]! + netKg[row]!;
  }
}

/** Empties the sums into rows; a value or weight that its kind lacks has added up to NaN. */
function takeSums(
  sums: Float64Array,
  codes: number,
  dimension: CodedDimension | undefined,
  time: number,
): RecordBatch {
  const used: number[] = [];
  for (let at = 0; at < codes * CODE_SIZE; at += KIND_SIZE) if (sums[at]! > 0) used.push(at);
  const batch = createRecordBatch(used.length);
  batch.length = used.length;
  batch.time.fill(time);
  for (let row = 0; row < used.length; row++) {
    const at = used[row]!;
    if (dimension !== undefined) batch[dimension][row] = Math.floor(at / CODE_SIZE);
    if (at % CODE_SIZE >= FLOW) batch.flow[row] = EXPORT;
    batch.records[row] = sums[at]!;
    batch.value[row] = sums[at + 1]!;
    batch.netKg[row] = sums[at + 2]!;
    sums.fill(0, at, at + KIND_SIZE);
  }
  return batch;
}
