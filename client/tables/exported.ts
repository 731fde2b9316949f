import type { Cell } from '../../protocol/server-messages.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { TableColumn } from './table-model.js';

/** What every export of an element says: what it is of, as of when, and what kind of figures these are. */
export interface Exported {
  readonly title: string;
  readonly timeline: TimelineInfo;
  /** Of figures that were revised: `now` or `then`; null where nobody says. */
  readonly known: string | null;
}

/** What an element shows that has no figures of a view, as rows. */
export interface ExportedRows extends Exported {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly table: ReadableRows;
}

/** The same for a reader, who may order them by any column. */
export interface ReadableRows {
  readonly columns: readonly TableColumn[];
  /** A cell as read, and what it is ordered by. */
  readonly rows: readonly (readonly { readonly text: string; readonly value: number | string | null }[])[];
  /** What there is to say below them, as that there are none. */
  readonly note?: string | undefined;
}

/** An element that only shows how things stand. */
export interface ExportedState extends Exported {
  /** Of the element: `live`, `stale`, `paused` … */
  readonly state: string;
}
