import type { Cell } from '../../protocol/server-messages.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';

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
}

/** An element that only shows how things stand. */
export interface ExportedState extends Exported {
  /** Of the element: `live`, `stale`, `paused` … */
  readonly state: string;
}
