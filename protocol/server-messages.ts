import * as v from 'valibot';
import { CONTROL_COMMANDS } from './client-messages.js';
import { FEED_ERROR_CODES, type ErrorCode } from './errors.js';
import { ClockSchema, TimelineInfoSchema } from './timeline-info.js';
import { parseJsonObject, parseWith, unknownType } from './validation.js';

const errorCodes: readonly ErrorCode[] = FEED_ERROR_CODES;

export const HelloSchema = v.object({
  type: v.literal('hello'),
  protocol: v.string(),
  session: v.string(),
  /** Version of the server's build; a page that finds another one than it was loaded with reloads itself. */
  version: v.string(),
  /** Server's wall clock in epoch ms. */
  now: v.number(),
  timelines: v.array(TimelineInfoSchema),
  limits: v.record(v.string(), v.number()),
});

/** One entry of a row: bucket start in epoch ms (null for `all`), a group's code (null: not reported), or a measure. */
const CellSchema = v.nullable(v.union([v.number(), v.string()]));

export const ViewUpdateSchema = v.object({
  /** `snapshot` replaces all the viewer holds of the view; `changes` replaces the cells it names. */
  kind: v.picklist(['snapshot', 'changes']),
  /**
   * Why a viewer that had the view already gets a snapshot: the server restarted, the view had expired, the clock was
   * moved, or other groups are the largest now.
   */
  reason: v.optional(v.picklist(['restarted', 'moved', 'expired', 'ranked'])),
  /** First and last bucket of the view, epoch ms; what is older than `from` is to be dropped. Null for `all`. */
  window: v.object({ from: v.nullable(v.number()), to: v.nullable(v.number()) }),
  columns: v.array(v.string()),
  rows: v.array(v.array(CellSchema)),
  /** Rows of a view as it was known then that became revised: bucket and groups of each, as in its first columns. */
  revised: v.optional(v.array(v.array(CellSchema))),
});

/** A command that somebody gave to a timeline, for all who watch it. */
export const ControlNoticeSchema = v.object({
  timeline: v.string(),
  /** Counts the commands of a timeline in the order in which they were carried out. */
  order: v.number(),
  /** Tick whose frame first shows the effect. */
  seq: v.number(),
  /** Server's wall clock. */
  at: v.number(),
  /** As the presenter called themselves; null where they did not. */
  by: v.nullable(v.string()),
  command: v.picklist(CONTROL_COMMANDS),
  /** Playhead and speed after it. */
  time: v.number(),
  speed: v.number(),
});

export const UpdateSchema = v.object({
  type: v.literal('update'),
  /** Tick that this frame brings the viewer to, and the one it left from; `from` of the first frame is 0. */
  seq: v.number(),
  from: v.number(),
  /** Clock of each timeline that the viewer's views are on. */
  clock: v.record(v.string(), ClockSchema),
  /** Commands given since tick `from` to the timelines that the viewer's views are on, by anybody. */
  control: v.optional(v.array(ControlNoticeSchema)),
  /** Timelines that have become other ones under the same name since the last frame. */
  timelines: v.optional(v.array(TimelineInfoSchema)),
  resume: v.string(),
  views: v.record(v.string(), ViewUpdateSchema),
});

export const ReplySchema = v.object({
  type: v.literal('reply'),
  request: v.number(),
  timeline: v.string(),
  clock: ClockSchema,
  /** What was done otherwise than asked, such as a seek that was clamped to the span. */
  note: v.optional(v.string()),
  /** To `control`: the number of the command, as in the notices of it. */
  order: v.optional(v.number()),
  /** To `open`: what the session shows, the timeline that it plays, and what resumes it on another connection. */
  session: v.optional(v.object({ of: v.string(), secret: v.string(), info: TimelineInfoSchema })),
});

export const ErrorMessageSchema = v.object({
  type: v.literal('error'),
  code: v.picklist(errorCodes),
  message: v.string(),
  field: v.optional(v.string()),
  /** The subscription or the request that the error answers. */
  id: v.optional(v.string()),
  request: v.optional(v.number()),
});

export const ByeSchema = v.object({
  type: v.literal('bye'),
  reason: v.string(),
  /** Seconds to wait before connecting again. */
  retryAfter: v.number(),
});

const SCHEMAS = {
  hello: HelloSchema,
  update: UpdateSchema,
  reply: ReplySchema,
  error: ErrorMessageSchema,
  bye: ByeSchema,
};

export type Hello = v.InferOutput<typeof HelloSchema>;
export type Cell = v.InferOutput<typeof CellSchema>;
export type ViewUpdate = v.InferOutput<typeof ViewUpdateSchema>;
export type Update = v.InferOutput<typeof UpdateSchema>;
export type ControlNotice = v.InferOutput<typeof ControlNoticeSchema>;
export type Reply = v.InferOutput<typeof ReplySchema>;
export type ErrorMessage = v.InferOutput<typeof ErrorMessageSchema>;
export type Bye = v.InferOutput<typeof ByeSchema>;
export type ServerMessage = Hello | Update | Reply | ErrorMessage | Bye;

/**
 * Reads one text message of a server. Types that are not known yet may be left aside: version 1 may add some.
 * @throws ProblemError `bad-message` naming the field at fault, or `unknown-type`
 */
export function parseServerMessage(text: string): ServerMessage {
  const message = parseJsonObject(text);
  const { type } = message;
  if (typeof type !== 'string' || !Object.hasOwn(SCHEMAS, type))
    throw unknownType(type, Object.keys(SCHEMAS));
  return parseWith(SCHEMAS[type as keyof typeof SCHEMAS], message, 'bad-message');
}
