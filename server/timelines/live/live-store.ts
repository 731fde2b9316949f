import { mkdir } from 'node:fs/promises';
import { ProblemError } from '../../../protocol/errors.js';
import type { Dictionaries } from '../../records/record-batch.js';
import type { RecordProblem } from '../../records/record-problem.js';
import type { RecordRows } from '../../records/record-rows.js';
import type { RecordTaker, TakenBatch } from '../../records/record-taker.js';
import { NET_KG_DIGITS, type RecordTerms } from '../../records/record-terms.js';
import type { SentRecords } from '../../recording/sent-records.js';
import type { StreamPosition } from './batch-format.js';
import { BatchIntake, type IntakeCounts } from './batch-intake.js';
import { lockFolder } from './folder-lock.js';
import type { LiveHistory } from './live-history.js';
import { QUEUE_BYTES, type LiveSettings } from './live-settings.js';
import type { LogEnd } from './recover-log.js';
import { recoverStore } from './recover-store.js';
import { readSettled, type SettledTimeline } from './settled-timeline.js';
import { createStoreParts, type StoreParts } from './store-parts.js';

/** The records of a live timeline: on disk before they are acknowledged, and counted once. */
export class LiveStore implements RecordTaker {
  readonly now: () => number;
  readonly #settings: LiveSettings;
  readonly #settled: SettledTimeline;
  readonly #parts: StoreParts;
  readonly #intake: BatchIntake;
  readonly #unlock: () => Promise<void>;
  /** Called after each flush with the seconds that it took. */
  onFlush: (seconds: number) => void = () => undefined;

  private constructor(opened: OpenedFolder, now: () => number) {
    const { settings, settled, parts, end, unlock } = opened;
    this.now = now;
    this.#settings = settings;
    this.#settled = settled;
    this.#parts = parts;
    this.#unlock = unlock;
    this.#intake = new BatchIntake({
      settings,
      parts,
      end,
      now,
      onFlush: (seconds) => this.onFlush(seconds),
    });
  }

  /**
   * Opens the store of a folder, made where there is none, as it was when the last acknowledged record was written.
   * @param now wall clock, epoch ms
   * @throws ProblemError `in-use`, `store-damaged`, or `bad-request` where it was begun with other settings
   */
  static async open(settings: LiveSettings, now: () => number): Promise<LiveStore> {
    await mkdir(settings.folder, { recursive: true });
    const unlock = await lockFolder(settings.folder);
    try {
      return new LiveStore({ ...(await openFolder(settings, now)), unlock }, now);
    } catch (fault) {
      await unlock();
      throw fault;
    }
  }

  get dictionaries(): Dictionaries {
    return this.#parts.dictionaries;
  }

  get terms(): RecordTerms {
    return this.#parts.terms;
  }

  get history(): LiveHistory {
    return this.#parts.history;
  }

  get utcOffset(): string {
    return this.#settled.utcOffset;
  }

  /** Start of what it shows, epoch ms: when it was begun, or its oldest record. */
  get from(): number {
    return Math.min(this.#settled.begunAt, this.history.earliest);
  }

  /** Its records as they are, to be recorded. */
  get sent(): SentRecords {
    const { dictionaries, terms, utcOffset, history } = this;
    return {
      get terms() {
        const { currency, valueDigits } = terms;
        return { dictionaries, utcOffset, currency, valueDigits, netKgDigits: NET_KG_DIGITS };
      },
      byHour: (from, to) => history.byHour(from, to),
    };
  }

  /** Whether senders have to wait before they send more. */
  get isBusy(): boolean {
    return this.#intake.queuedBytes > QUEUE_BYTES;
  }

  /** What has been done since it was opened. */
  get counts(): Readonly<IntakeCounts> {
    return this.#intake.counts;
  }

  /** Ids that are known and that may be, and bytes that are on their way to the disk. */
  get load(): { readonly ids: number; readonly maxIds: number; readonly queuedBytes: number } {
    const { maxIds } = this.#settings;
    return { ids: this.#parts.ids.size, maxIds, queuedBytes: this.#intake.queuedBytes };
  }

  /** Up to where a stream is in the log: what comes after it is to be taken next. */
  get position(): StreamPosition | undefined {
    return this.#parts.noter.position;
  }

  /** @param position that the rows were read from a stream up to there is written with them, so that they are taken once */
  take(
    rows: RecordRows,
    reject: (problem: RecordProblem, row: number) => void,
    position?: StreamPosition,
  ): TakenBatch {
    return this.#intake.take(rows, reject, position);
  }

  /** To be called now and then: completes a segment that is a day old, and sums up what was kept for long enough. */
  async maintain(): Promise<void> {
    const { retention, places } = this.#parts;
    const now = this.now();
    this.history.release(now);
    await this.#intake.sealWhenOld();
    const segment = await retention.sumUp(now);
    if (segment !== undefined) places.forget(segment + 1);
  }

  /** Writes what is queued, and ends. */
  async close(): Promise<void> {
    await this.#intake.close();
    await this.#unlock();
  }
}

/** A folder that was read, and is this process's own. */
interface OpenedFolder {
  readonly settings: LiveSettings;
  readonly settled: SettledTimeline;
  readonly parts: StoreParts;
  readonly end: LogEnd;
  readonly unlock: () => Promise<void>;
}

async function openFolder(settings: LiveSettings, now: () => number): Promise<Omit<OpenedFolder, 'unlock'>> {
  const settled = await readSettled(settings, now());
  const parts = createStoreParts(settings, settled, now);
  // What is visible when it is read need not be put aside first.
  parts.history.release(now());
  const end = await recoverStore(settings.folder, parts);
  checkCurrency(settings, parts.terms.currency);
  parts.ids.expire(now());
  return { settings, settled, parts, end };
}

function checkCurrency({ folder, currency }: LiveSettings, kept: string | null): void {
  if (currency === null || currency === kept) return;
  const message = `--currency: the records in ${folder} are in ${kept}, got ${currency}; choose another folder`;
  throw new ProblemError({ code: 'bad-request', field: '--currency', message });
}
