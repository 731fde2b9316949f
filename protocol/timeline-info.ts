import * as v from 'valibot';
import { DIMENSIONS, FLOWS } from './dimensions.js';
import { MEASURES, type Measure } from './measures.js';

export const TIMELINE_KINDS = ['simulated', 'replay', 'live'] as const;

/** How closely in time a timeline's records are known; coarser ones flow in evenly within their period. */
export const FREQUENCIES = ['instant', 'day', 'month', 'quarter', 'year', 'mixed'] as const;

export type Frequency = (typeof FREQUENCIES)[number];

/** Where a timeline's clock stands. Instants are epoch ms. */
export const ClockSchema = v.object({
  /** The playhead, in event time: what is shown is as of this instant. */
  time: v.number(),
  /** Records up to here are all in; later ones may still come for earlier instants. */
  watermark: v.number(),
  /** Event seconds per second. */
  speed: v.number(),
  state: v.picklist(['playing', 'paused', 'ended']),
  loop: v.boolean(),
  /** Part of the span that is looped over; null: all of it. */
  range: v.optional(v.nullable(v.object({ from: v.number(), to: v.number() }))),
  /** Server's wall clock when this was read. */
  now: v.optional(v.number()),
  /**
   * The straight line that the playhead is on: at wall time `w` of the server it stands at `time + (w − at) · speed`.
   * `speed` is 0 while it rests, and higher than the clock's own while it crosses a stretch without records.
   */
  anchor: v.optional(v.object({ time: v.number(), at: v.number(), speed: v.number() })),
});

export type ClockState = v.InferOutput<typeof ClockSchema>;

const valuation = v.nullable(v.string());

const unitEntries = Object.fromEntries(MEASURES.map((measure) => [measure, v.string()])) as Record<
  Measure,
  v.StringSchema<undefined>
>;

/** What can be subscribed to, and everything that a figure of it has to say about itself. */
export const TimelineInfoSchema = v.object({
  name: v.string(),
  kind: v.picklist(TIMELINE_KINDS),
  title: v.string(),
  /** Who published the figures, or that they are invented. */
  source: v.string(),
  currency: v.nullable(v.string()),
  /** FOB, CIF, FAS, customs …; null where the source does not say. */
  valuation: v.object({ import: valuation, export: valuation }),
  /** Unit of each measure, in which cells are sent. */
  units: v.object(unitEntries),
  /** Local time of the figures, `+08:00`; days and months start at its midnight. */
  utcOffset: v.string(),
  frequency: v.picklist(FREQUENCIES),
  /** Flows, dimensions and measures that the records report at all; what compares the flows is null with one of them. */
  flows: v.array(v.picklist(FLOWS)),
  dimensions: v.array(v.picklist(DIMENSIONS)),
  measures: v.array(v.picklist(MEASURES)),
  /** Some figures were revised, so that what was known once differs from what is known now. */
  revised: v.optional(v.boolean()),
  /** Span of the records in epoch ms, `to` exclusive; null where it has no end yet. */
  from: v.number(),
  to: v.nullable(v.number()),
  controllable: v.boolean(),
  /** `control` takes a key. */
  keyed: v.optional(v.boolean()),
  /** A stretch without records is crossed in this much wall time at most. */
  gapMs: v.optional(v.number()),
  /** Seed of a simulated timeline. */
  seed: v.optional(v.number()),
  clock: ClockSchema,
});

export type TimelineInfo = v.InferOutput<typeof TimelineInfoSchema>;

/** Where nobody says otherwise, days start at its midnight. */
export const UTC = '+00:00';

/** `+08:00` as milliseconds. */
export function utcOffsetMs(utcOffset: string): number {
  const match = /^([+-])(\d\d):(\d\d)$/.exec(utcOffset);
  if (match === null) throw new RangeError(`UTC offset: expected +hh:mm or -hh:mm, got ${utcOffset}`);
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}
