/** Sizes, rates and intervals that both sides of a feed obey; `hello` carries them. */
export const LIMITS = {
  /** Bytes of one client message; a larger one is answered with `too-large`. Ten times the longest sensible view. */
  messageBytes: 65_536,
  /** Bytes above which the socket is closed (1009) without reading the message: it can't be a mistake any more. */
  payloadBytes: 1_048_576,
  /** Views one viewer may hold at once; the densest wall page has 24. */
  viewsPerViewer: 64,
  /** Different views that a server holds for all viewers together: five for each private session that there may be. */
  viewsPerServer: 10_000,
  /** Cells of all views that one viewer holds: a frame of them takes 20 MB in JSON and less than half a second. */
  cellsPerViewer: 1_000_000,
  /** Buckets of one view; 3,600 is an hour of seconds, 10,000 leaves room for 27 years of days. */
  bucketsPerView: 10_000,
  /** Codes in one `where` list. */
  whereCodes: 1_000,
  /** Groups that `top` may keep. */
  topGroups: 1_000,
  /** Milliseconds between ticks: 4 Hz, as often as a viewer can tell figures apart. */
  tickMs: 250,
  /** A frame goes out at least this often, so that silence always means trouble. */
  heartbeatMs: 1_000,
  /** Bytes waiting to be taken by a viewer's connection, above which its ticks are skipped: six frames of a wall. */
  outboxBytes: 65_536,
  /** Milliseconds between frames for a viewer that skipped too many. */
  slowTickMs: 1_000,
  /** A viewer whose waiting bytes have not become fewer for so long is gone or hopeless, and would only hold memory. */
  drainMs: 30_000,
  /** Private sessions one viewer may hold at once: a page seldom compares more playheads. */
  sessionsPerViewer: 8,
  /** Private sessions of all viewers; more, with four views each, would not keep up on one core. */
  sessionsPerServer: 2_000,
  /** How long a view or a session outlives its last viewer, and so how long a resume token surely resumes. */
  resumeMs: 60_000,
} as const;
