import { HAS_KEY } from '../../records/record-rows.js';
import type { LoggedBatch } from './batch-format.js';
import { SUMMED } from './live-history.js';
import { recoverLog, type LogEnd } from './recover-log.js';
import type { GroupPlace } from './row-places.js';
import type { StoreParts } from './store-parts.js';
import { readSums, removeSummed, type Sums } from './sums-file.js';

/**
 * Reads the sums and the log of a folder into the parts of a store that is empty yet.
 * @throws ProblemError `store-damaged` where acknowledged records are unreadable
 */
export async function recoverStore(folder: string, parts: StoreParts): Promise<LogEnd> {
  const sums = await readSums(folder);
  if (sums !== undefined) await restoreSums(folder, sums, parts);
  const first = { segment: (sums?.segment ?? 0) + 1, row: sums?.endRow ?? 0 };
  let last: GroupPlace | undefined;
  const end = await recoverLog(folder, first, (batches, place) => {
    if (last !== undefined && last.segment !== place.segment)
      parts.retention.noteSealed(last.segment, place.firstRow);
    last = place;
    restoreGroup(batches, place, parts);
  });
  // The log goes on with a segment of its own.
  if (last !== undefined) parts.retention.noteSealed(last.segment, end.nextRow);
  return end;
}

/** A crash may have come before what was summed up was removed. */
async function restoreSums(
  folder: string,
  { segment, batches }: Sums,
  { noter, history }: StoreParts,
): Promise<void> {
  for (const { notes, rows } of batches) {
    noter.restore(notes);
    history.add(rows, SUMMED);
  }
  await removeSummed(folder, segment);
}

function restoreGroup(
  batches: readonly LoggedBatch[],
  place: GroupPlace,
  { ids, places, noter, retention, history }: StoreParts,
): void {
  places.note(place);
  let first = place.firstRow;
  for (const { rows, acceptedAt, notes } of batches) {
    noter.restore(notes);
    retention.noteBatch(acceptedAt);
    for (let row = 0; row < rows.length; row++) {
      if ((rows.flags[row]! & HAS_KEY) === 0) continue;
      ids.insert(rows.key, row, first + row, rows.revision[row]!, acceptedAt);
    }
    history.add(rows, place.segment);
    first += rows.length;
  }
}
