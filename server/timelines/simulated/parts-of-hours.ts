import { firstIndex } from '../../records/first-index.js';
import { batchPart, type RecordBatch } from '../../records/record-batch.js';
import { HOUR_MS } from './beijing-time.js';

/** The records of an hour from one instant up to another, epoch ms. */
export type PartOfHour = (from: number, to: number) => RecordBatch;

/** Both ends of a tick, here and a year before, and as many again for views that compare with other times. */
const PARTS_KEPT = 8;

/** All views of a tick ask for the same parts, which they then share with all that is made of them. */
export function partsOfHours(recordsOfHour: (hourStart: number) => RecordBatch): PartOfHour {
  const kept: { from: number; to: number; part: RecordBatch }[] = [];
  return (from, to) => {
    const known = kept.find((entry) => entry.from === from && entry.to === to);
    if (known !== undefined) return known.part;
    const hour = recordsOfHour(Math.floor(from / HOUR_MS) * HOUR_MS);
    const part = batchPart(hour, firstAt(hour, from), firstAt(hour, to));
    if (kept.push({ from, to, part }) > PARTS_KEPT) kept.shift();
    return part;
  };
}

/** Index of the first record at or after `time`. */
function firstAt(batch: RecordBatch, time: number): number {
  return firstIndex(batch.length, (row) => batch.time[row]! >= time);
}
