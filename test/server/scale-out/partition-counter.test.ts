import { expect, it } from 'vitest';
import { PARTIAL_ROWS, readPartial } from '../../../server/scale-out/partial-message.js';
import { PartitionCounter, type PlacedMessage } from '../../../server/scale-out/partition-counter.js';
import { timelineTerms } from '../../support/timeline-terms.js';

const BEGUN = Date.UTC(2026, 0, 5);
const TERMS = timelineTerms(BEGUN, 1);

const SAME = { flow: 'export', partner: 'USA', commodity: '85', currency: 'CNY' };

/** Records of a message, a second each. */
const EACH = 2_000;

/** A message of lines that say, or say anew, the value of EACH records. */
function message(seq: number, value: number, fields: object = {}): PlacedMessage {
  const lines = Array.from({ length: EACH }, (_, index) => {
    const id = EACH * seq + index;
    const time = new Date(BEGUN - 1_000 * id).toISOString();
    return JSON.stringify({ ...SAME, id: String(id), time, value, ...fields });
  });
  return { seq, time: BEGUN, data: Buffer.from(lines.join('\n')) };
}

interface Counted {
  readonly rows: number[];
  readonly fen: number;
  readonly records: number;
}

/** What the messages come to, drained whenever there is no room for the next one, as who counts does. */
function count(counter: PartitionCounter, messages: readonly PlacedMessage[]): Counted {
  const rows: number[] = [];
  let [fen, records] = [0, 0];
  const drain = (): void => {
    const partial = readPartial(counter.drain().data);
    rows.push(partial.rows.length);
    for (const value of partial.rows.value) fen += value;
    for (const some of partial.rows.records) records += some;
  };
  for (const each of messages) {
    if (!counter.hasRoomFor(each)) drain();
    counter.take(each);
  }
  drain();
  return { rows, fen, records };
}

const MESSAGES = Array.from({ length: 20 }, (_, index) => index + 1);

it('has room in a message for records that are revised, each of which is two rows of it', () => {
  const counter = new PartitionCounter(0, TERMS, 0);
  const first = count(
    counter,
    MESSAGES.map((seq) => message(seq, 1)),
  );
  expect(first).toMatchObject({ fen: 100 * 20 * EACH, records: 20 * EACH });
  const revised = count(
    counter,
    MESSAGES.map((seq) => ({ ...message(seq, 3, { status: 'revised' }), seq: 20 + seq })),
  );
  expect(revised).toMatchObject({ fen: 200 * 20 * EACH, records: 0 });
  for (const rows of [...first.rows, ...revised.rows]) expect(rows).toBeLessThanOrEqual(PARTIAL_ROWS);
});
