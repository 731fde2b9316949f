import type { ViewCells } from '../../views/view-cells.js';
import type { CellFeed, CellSource } from '../cell-source.js';
import { addBetween, type JournalEntry, type LiveHistory } from './live-history.js';
import type { LiveRecords } from './live-records.js';
import { NET_KG_DIGITS } from '../../records/record-terms.js';

export const LIVE_NAME = 'live';

/** How far a view's cells have got. */
interface Cursor {
  /** The last entry of the journal that is counted. */
  entry: JournalEntry;
  /** Instant before which all is counted that had come by then. */
  upTo: number;
}

/** Records that other systems send, in the order in which they come, late ones in their old cells. */
export class LiveSource implements CellSource {
  readonly hasBothFlows = true;
  readonly #records: LiveRecords;

  constructor(records: LiveRecords) {
    this.#records = records;
  }

  /** Flows, dimensions and measures are those that records may have: who asks before the first one came is to get them all. */
  get description(): CellSource['description'] {
    const { currency } = this.#records.terms;
    return {
      name: LIVE_NAME,
      kind: 'live',
      title: 'Live records',
      source: 'records sent to this server',
      currency,
      valuation: { import: null, export: null },
      utcOffset: this.#records.utcOffset,
      frequency: 'instant',
      flows: ['import', 'export'],
      dimensions: ['flow', 'partner', 'commodity', 'port', 'mode', 'transport'],
      measures: ['value', 'tonnage', 'records'],
      from: this.#records.from,
      to: null,
      controllable: false,
    };
  }

  get dictionaries(): CellSource['dictionaries'] {
    return this.#records.dictionaries;
  }

  get utcOffsetMs(): number {
    return this.#records.terms.utcOffsetMs;
  }

  get decimals(): CellSource['decimals'] {
    return { value: this.#records.terms.valueDigits, netKg: NET_KG_DIGITS };
  }

  /** Records up to here are in, as far as the newest one tells. */
  watermark(playhead: number): number {
    return Math.min(playhead, Math.max(this.#records.history.newest, this.#records.from));
  }

  openFeed(): Promise<CellFeed> {
    return Promise.resolve(this.feed());
  }

  /** What `openFeed` has, at once. */
  feed(): CellFeed {
    const { history } = this.#records;
    const cursors = new WeakMap<ViewCells, Cursor>();
    const now = this.#records.now;
    return {
      advance: (cells, from, to, seq) => advance(history, cursors, cells, { from, to, now: now() }, seq),
    };
  }
}

function* advance(
  history: LiveHistory,
  cursors: WeakMap<ViewCells, Cursor>,
  cells: ViewCells,
  { from, to, now }: { from: number; to: number; now: number },
  seq: number,
): Iterable<void> {
  history.release(Math.min(to, now));
  const upTo = Math.min(to, history.released);
  const cursor = cursors.get(cells);
  const entry = history.end;
  if (cursor === undefined) {
    cursors.set(cells, { entry, upTo });
    yield* history.fill(cells, from, upTo, seq);
    return;
  }
  // Cells of the year before take what came since for the times that they have passed, and what is now passed of all.
  const isBehind = upTo < history.released;
  const span = { from: -Infinity, to: isBehind ? cursor.upTo : Infinity };
  for (let next = cursor.entry.next; next !== undefined; next = next.next) {
    if (isBehind) addBetween(cells, next.batch, next.from, next.to, span, seq);
    else cells.add(next.batch, seq, next.from, next.to);
    cursor.entry = next;
  }
  if (isBehind && upTo > cursor.upTo) yield* history.fill(cells, cursor.upTo, upTo, seq);
  cursor.upTo = upTo;
}
