import { parseView } from '../../protocol/view.js';
import { BatchReader } from '../../server/records/batch-reader.js';
import { NdjsonReader } from '../../server/records/read-ndjson.js';
import { createDictionaries } from '../../server/records/record-batch.js';
import { RecordTerms } from '../../server/records/record-terms.js';
import { ViewCells } from '../../server/views/view-cells.js';
import { cpuMs, recordLines } from './record-lines.js';

/** Chunks as they come from a socket. */
const CHUNK_BYTES = 65_536;

const count = Number(process.argv[2]);
const body = Buffer.from(`${recordLines(count).join('\n')}\n`);
const dictionaries = createDictionaries();
const span = { from: 0, to: 1e15 };
const terms = new RecordTerms(dictionaries, { currency: 'CNY', utcOffsetMs: 0, span: () => span });
const view = parseView({
  timeline: 'live',
  measures: ['value', 'tonnage'],
  by: ['flow'],
  bucket: '1m',
  last: 10_000,
});

/** Reads the body into a view, and returns how many records it then holds. */
function read(): number {
  const cells = new ViewCells(view, dictionaries, 0);
  const batch = new BatchReader(terms, 'bench', ({ message }) => {
    throw new Error(message);
  });
  const reader = new NdjsonReader(batch);
  let records = 0;
  const take = (): void => {
    records += batch.rows.length;
    // Once counted in a view, a batch is not written to: the next one is another.
    cells.add({ ...batch.rows }, 1);
    batch.begin();
  };
  for (let at = 0; at < body.length; at += CHUNK_BYTES)
    for (const _full of reader.push(body.subarray(at, at + CHUNK_BYTES))) take();
  for (const _full of reader.end()) take();
  take();
  return records;
}

read();
process.on('message', () => {
  const before = cpuMs();
  const records = read();
  process.send!({ usPerRecord: (1_000 * (cpuMs() - before)) / records, records });
});
process.send!('ready');
