import * as v from 'valibot';
import { BUCKETS } from './buckets.js';
import { FLOWS } from './dimensions.js';

/** What alerts can be of, besides a whole flow. */
export const ALERT_DIMENSIONS = ['partner', 'commodity', 'port'] as const;

export type AlertDimension = (typeof ALERT_DIMENSIONS)[number];

/** Sums that can be watched. */
export const ALERT_MEASURES = ['value', 'tonnage'] as const;

export type AlertMeasure = (typeof ALERT_MEASURES)[number];

/** A flow that is, or was, unlike what its calendar lets expect. Instants are epoch ms. */
export const AlertSchema = v.object({
  /** The same for as long as it lasts, and for whoever asks. */
  id: v.string(),
  /** `flow` is the whole of a flow. */
  dimension: v.picklist(['flow', ...ALERT_DIMENSIONS]),
  /** Code of the partner or port, or HS chapter. */
  code: v.string(),
  flow: v.picklist(FLOWS),
  direction: v.picklist(['above', 'below']),
  /** Since when; until when, null while it goes on. Both are edges of buckets. */
  from: v.number(),
  to: v.nullable(v.number()),
  /** As of when it was certain enough to be told. */
  raised: v.number(),
  /** `back`: it is as expected again; `new-level`: it lasted so long that it is what is expected now; `not-judged`: it is none of the largest any more; null while it goes on. */
  ending: v.nullable(v.picklist(['back', 'new-level', 'not-judged'])),
  /** Sums over the time that it lasts, in the measure's unit, and their ratio less 1. */
  observed: v.number(),
  expected: v.number(),
  change: v.number(),
  /** The farthest from what is expected that it got, in robust standard deviations; below is negative. */
  z: v.number(),
});

export type Alert = v.InferOutput<typeof AlertSchema>;

/** Why nothing can be said: too few years to know what is usual, or figures that are not known by day, month or quarter. */
export const ALERT_OBSTACLES = ['short-history', 'frequency', 'off'] as const;

export const AlertsSchema = v.object({
  timeline: v.string(),
  kind: v.picklist(['simulated', 'replay', 'live']),
  currency: v.nullable(v.string()),
  measure: v.picklist(ALERT_MEASURES),
  unit: v.string(),
  /** All buckets that had closed by then are judged, and nothing later is known. */
  at: v.number(),
  /** When the next bucket closes, and alerts may be others. */
  next: v.number(),
  /** What is judged: January and February of `1mo` are one. */
  bucket: v.picklist(BUCKETS),
  /** Series that are judged, and how many are not, by why. */
  judged: v.number(),
  notJudged: v.object({ shortHistory: v.number(), sparse: v.number() }),
  /** Null where anything is judged. */
  obstacle: v.nullable(v.picklist(ALERT_OBSTACLES)),
  /** From when on there will be enough history, where there is not. */
  judgedFrom: v.nullable(v.number()),
  threshold: v.object({
    /** Robust standard deviations that raise an alert, such that `falseAlarms` a year are to be expected of all series together. */
    z: v.nullable(v.number()),
    falseAlarms: v.number(),
    /** Least change that raises one, as a ratio less 1. */
    change: v.number(),
  }),
  /** Those that go on first, each part by how much is more or less than expected. */
  alerts: v.array(AlertSchema),
});

export type Alerts = v.InferOutput<typeof AlertsSchema>;
