/** What a client of the feed needs in any JavaScript: the messages, checked, and the words they are made of. */
export { bucketEnd, bucketStart, BUCKETS, shiftBucket, type Bucket } from './buckets.js';
export { parseClientMessage, type ClientMessage, type ClientMessageInput } from './client-messages.js';
export {
  DIMENSIONS,
  GROUPINGS,
  OTHER_GROUP,
  type Dimension,
  type Flow,
  type Grouping,
} from './dimensions.js';
export { ERROR_CODES, ProblemError, type ErrorCode, type Problem } from './errors.js';
export { LIMITS } from './limits.js';
export { measureDefinition, MEASURES, unitOf, type Measure, type MeasureKind } from './measures.js';
export {
  parseServerMessage,
  type Bye,
  type Cell,
  type ErrorMessage,
  type Hello,
  type Reply,
  type ServerMessage,
  type Update,
  type ViewUpdate,
} from './server-messages.js';
export type { ClockState, TimelineInfo } from './timeline-info.js';
export { PROTOCOL, SUBPROTOCOLS } from './version.js';
export { parseView, viewKey, type View, type ViewRequest } from './view.js';
