import type { TestRecord } from './journal-source.js';
import type { Random } from './random.js';
import { randomRecord, type SentRecord } from './record-lines.js';

const DAY = 86_400_000;

/** The records that count, by their ids. */
export type RecordModel = Map<string, SentRecord>;

/** Records to be sent in their order: new ones, late and early ones, ones sent again, revised or withdrawn; the model then has what counts. */
export function nextRecords(random: Random, model: RecordModel, now: number, count: number): SentRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const known = [...model.keys()];
    const isKnown = known.length > 0 && random.chance(0.4);
    const id = isKnown ? random.pick(known) : `r${model.size}-${now}-${index}`;
    const record = wholeKg(randomRecord(random, timeOf(random, now), id));
    const old = model.get(id);
    if (old === undefined) model.set(id, record);
    else if (random.chance(0.5)) {
      record['status'] = random.pick(['revised', 'withdrawn']);
      model.set(id, record);
    }
    return record;
  });
}

/** New records that are refused for their time, to be sent among others, by the code that each is refused with. */
export function refusedRecords(
  random: Random,
  now: number,
  { futureMs, lateMs }: { readonly futureMs: number; readonly lateMs: number },
): { readonly record: SentRecord; readonly code: 'too-early' | 'too-old' }[] {
  return Array.from({ length: random.whole(0, 2) }, (_, index) => {
    const isEarly = random.chance(0.5);
    const beyond = random.whole(1, DAY);
    const time = isEarly ? now + futureMs + beyond : now - lateMs - beyond;
    const record = wholeKg(randomRecord(random, time, `refused-${now}-${index}`));
    return { record, code: isEarly ? 'too-early' : 'too-old' };
  });
}

/** What is to be counted. */
export function countedRecords(model: RecordModel): TestRecord[] {
  return [...model.values()].filter((record) => record['status'] !== 'withdrawn').map(toTestRecord);
}

function timeOf(random: Random, now: number): number {
  if (random.chance(0.2)) return now - random.whole(0, 5 * DAY);
  if (random.chance(0.1)) return now + random.whole(0, 300_000);
  return now - random.whole(0, 5_000);
}

/** Naive sums add up whole kilograms. */
function wholeKg(record: SentRecord): SentRecord {
  return record['netKg'] === undefined ? record : { ...record, netKg: Math.floor(Number(record['netKg'])) };
}

function toTestRecord({ time, flow, partner, commodity, port, value, netKg }: SentRecord): TestRecord {
  return {
    time: Date.parse(String(time)),
    flow: flow as 'import' | 'export',
    partner: String(partner),
    commodity: String(commodity),
    ...(port === undefined ? {} : { port: String(port) }),
    ...(value === undefined ? {} : { value: Number(Number(value).toFixed(2).replace('.', '')) }),
    ...(netKg === undefined ? {} : { netKg: Number(netKg) }),
  };
}
