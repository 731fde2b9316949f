/** How records are taken, and for how long what is kept. */
export interface LiveSettings {
  /** Folder of its files. */
  readonly folder: string;
  /** The only currency to take; null: that of the first record that has one. */
  readonly currency: string | null;
  /** Days and months start at its midnight. */
  readonly utcOffset: string;
  /** How long a batch waits for others to be flushed with, ms. */
  readonly flushMs: number;
  /** For so long a record is known by its id, ms: sent again, it is a duplicate. */
  readonly idWindowMs: number;
  /** Ids that are known at most: while there are more, nothing is taken. */
  readonly maxIds: number;
  /** For so long a record is kept by itself after it came, ms; then it is in the sums of its day. */
  readonly keepMs: number;
  /** Records further in the future are refused, ms. */
  readonly futureMs: number;
  /** Records that are older are refused, ms. */
  readonly lateMs: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What holds where nothing else is said. */
export const LIVE_DEFAULTS = {
  currency: null,
  utcOffset: '+00:00',
  // A disk flushes in 1 to 10 ms; to wait for a few more batches costs less than a flush each.
  flushMs: 5,
  idWindowMs: 7 * DAY,
  // 2.5 GB: 80 records a second for a week.
  maxIds: 50_000_000,
  // A day more than ids are known for: what is revised has to be there.
  keepMs: 8 * DAY,
  // Clocks of senders are seldom further off.
  futureMs: 10 * MINUTE,
  // Two years and a day: this year and the one that it is compared with.
  lateMs: 731 * DAY,
} as const;

/** Bytes on their way to the disk above which senders are slowed: a second of a slow disk. */
export const QUEUE_BYTES = 32 * 1_048_576;
