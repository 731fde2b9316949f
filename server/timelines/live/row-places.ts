import { closeSync, openSync, readSync } from 'node:fs';
import { firstIndex } from '../../records/first-index.js';
import { readGroup, GROUP_HEADER_BYTES } from './log-group.js';
import { segmentFile } from './log-segment.js';
import type { LoggedRows } from './batch-format.js';

/** Where a group is in the log. */
export interface GroupPlace {
  readonly segment: number;
  readonly firstRow: number;
  readonly offset: number;
}

/** Bytes between two places that are remembered: so much is read to find a row, and so little is kept to find it by. */
const PLACE_BYTES = 262_144;

/** A row in the batch that holds it. */
export interface FoundRow {
  readonly rows: LoggedRows;
  readonly row: number;
}

/** Finds rows of the log by their number, in its files: only what is revised is looked for. */
export class RowPlaces {
  readonly #folder: string;
  #places: GroupPlace[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Notes a group; in the order of the log. */
  note(place: GroupPlace): void {
    const last = this.#places.at(-1);
    if (last?.segment === place.segment && place.offset - last.offset < PLACE_BYTES) return;
    this.#places.push(place);
  }

  /** Forgets the segments before `segment`. */
  forget(segment: number): void {
    this.#places = this.#places.filter((place) => place.segment >= segment);
  }

  /** The row of this number; undefined where its segment is forgotten. */
  find(row: number): FoundRow | undefined {
    const after = firstIndex(this.#places.length, (index) => this.#places[index]!.firstRow > row);
    const place = this.#places[after - 1];
    return place === undefined ? undefined : this.#findFrom(place, row);
  }

  #findFrom(place: GroupPlace, row: number): FoundRow | undefined {
    const file = openSync(segmentFile(this.#folder, place.segment), 'r');
    try {
      let offset = place.offset;
      for (;;) {
        const length = new DataView(readAt(file, offset, GROUP_HEADER_BYTES)).getUint32(8, true);
        const group = readGroup(readAt(file, offset, GROUP_HEADER_BYTES + length), 0);
        if (group === undefined || group.firstRow > row) return undefined;
        let first = group.firstRow;
        for (const { rows } of group.batches) {
          if (row < first + rows.length) return { rows, row: row - first };
          first += rows.length;
        }
        offset += group.end;
      }
    } finally {
      closeSync(file);
    }
  }
}

function readAt(file: number, offset: number, length: number): ArrayBuffer {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const count = readSync(file, bytes, done, length - done, offset + done);
    if (count === 0) break;
    done += count;
  }
  return bytes.buffer;
}
