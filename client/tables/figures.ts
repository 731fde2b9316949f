import type { Grouping } from '../../protocol/dimensions.js';
import type { ViewData } from '../feed/view-data.js';
import type { Exported } from './exported.js';

/** What an element shows, as figures: the data behind it, and what they have to say about themselves. */
export interface Figures extends Exported {
  /** The same buckets and groups in each, but that some may be split by flow as well. */
  readonly views: readonly ViewData[];
  /** A group in the reader's words; looks again, by itself, when names come later. */
  readonly nameOf: (code: string | null, grouping: Grouping) => string;
}
