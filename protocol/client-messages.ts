import * as v from 'valibot';
import { BUCKETS } from './buckets.js';
import { SPEED_EXPECTED } from './speed-limits.js';
import { parseView, ViewSchema, type View } from './view.js';
import { parseJsonObject, parseWith, unknownType } from './validation.js';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(128));

export const SubscribeSchema = v.strictObject({
  type: v.literal('subscribe'),
  /** The viewer's own name for the view; an id in use is replaced by the new view. */
  id,
  view: ViewSchema,
  /** Token of the last update taken, to get only what changed since. */
  resume: v.optional(v.pipe(v.string(), v.maxLength(128))),
});

export const UnsubscribeSchema = v.strictObject({ type: v.literal('unsubscribe'), id });

export const CONTROL_COMMANDS = ['play', 'pause', 'seek', 'step', 'speed', 'loop'] as const;

/** An ISO 8601 date or instant, or epoch ms. */
const instant = v.union([v.string(), v.number()]);

/** Whole number of the viewer's that comes back in the reply or the error. */
const request = v.pipe(v.number(), v.integer());

export const ControlSchema = v.strictObject({
  type: v.literal('control'),
  request,
  timeline: v.string(),
  command: v.picklist(CONTROL_COMMANDS),
  /** Where to seek: one of an instant, a part of the span (0 to 1), or the id of a chapter. */
  time: v.optional(instant),
  fraction: v.optional(v.number()),
  chapter: v.optional(v.pipe(v.string(), v.maxLength(128))),
  /** What to step by, and how often: to the next boundaries of the bucket, or back where negative. */
  bucket: v.optional(v.picklist(BUCKETS)),
  count: v.optional(v.pipe(v.number(), v.integer())),
  /** May come with any command. */
  speed: v.optional(v.pipe(v.number(), v.metadata({ expected: SPEED_EXPECTED }))),
  loop: v.optional(v.boolean()),
  /** Who commands, for the others who watch. */
  by: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
  /** Key of the timeline, where the server asks for one. */
  key: v.optional(v.pipe(v.string(), v.maxLength(256))),
  /** With `loop`, the part of the span to loop over; by default all of it. */
  from: v.optional(instant),
  to: v.optional(instant),
});

/** Opens a private session over a timeline, or with its secret the one that an earlier connection had. */
export const OpenSchema = v.strictObject({
  type: v.literal('open'),
  request,
  /** The timeline to play, or the session to resume. */
  timeline: v.pipe(v.string(), v.minLength(1), v.maxLength(128)),
  secret: v.optional(v.pipe(v.string(), v.maxLength(128))),
});

/** Ends a private session of the viewer's, and its views with it. */
export const CloseSchema = v.strictObject({ type: v.literal('close'), request, timeline: v.string() });

const SCHEMAS = {
  subscribe: SubscribeSchema,
  unsubscribe: UnsubscribeSchema,
  control: ControlSchema,
  open: OpenSchema,
  close: CloseSchema,
};

export type ControlMessage = v.InferOutput<typeof ControlSchema>;
export type OpenMessage = v.InferOutput<typeof OpenSchema>;
export type CloseMessage = v.InferOutput<typeof CloseSchema>;

/** What a viewer may send, checked; the view with its defaults filled in. */
export type ClientMessage =
  | { type: 'subscribe'; id: string; view: View; resume?: string | undefined }
  | { type: 'unsubscribe'; id: string }
  | ControlMessage
  | OpenMessage
  | CloseMessage;

/** What a viewer may send, as it is written. */
export type ClientMessageInput =
  | v.InferInput<typeof SubscribeSchema>
  | v.InferInput<typeof UnsubscribeSchema>
  | v.InferInput<typeof ControlSchema>
  | v.InferInput<typeof OpenSchema>
  | v.InferInput<typeof CloseSchema>;

/**
 * Reads one text message of a viewer.
 * @throws ProblemError `bad-message`, `unknown-type`, `bad-view` or `impossible-view`.
 */
export function parseClientMessage(text: string): ClientMessage {
  const message = parseJsonObject(text);
  const type = message['type'];
  if (type === 'subscribe') return parseSubscribe(message);
  if (type === 'unsubscribe') return parseWith(UnsubscribeSchema, message, 'bad-message');
  if (type === 'control') return parseWith(ControlSchema, message, 'bad-control');
  if (type === 'open') return parseWith(OpenSchema, message, 'bad-message');
  if (type === 'close') return parseWith(CloseSchema, message, 'bad-message');
  throw unknownType(type, Object.keys(SCHEMAS));
}

/** The view goes first, so that its faults are named from the view's own fields. */
function parseSubscribe(message: Record<string, unknown>): ClientMessage {
  const view = 'view' in message ? parseView(message['view']) : undefined;
  const { type, id, resume } = parseWith(SubscribeSchema, message, 'bad-message');
  return { type, id, view: view ?? parseView(undefined), resume };
}
