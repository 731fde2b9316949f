import type { AlertMeasure, Alerts } from '../../protocol/alerts.js';
import { shiftBucket } from '../../protocol/buckets.js';
import { utcOffsetMs, type TimelineInfo } from '../../protocol/timeline-info.js';
import { createCalendar, type Calendar } from '../calendar/calendar.js';
import { inSlices } from '../timelines/in-slices.js';
import type { Timeline } from '../timelines/timeline.js';
import { AlarmFold } from './alarm-fold.js';
import type { AlertSettings } from './alert-settings.js';
import { CalendarDays } from './calendar-days.js';
import { judgedUnits, type JudgedUnits } from './judged-units.js';
import { noAlerts, tellAlerts } from './tell-alerts.js';
import { UnitKeyTable } from './unit-keys.js';
import { UnitValues } from './unit-values.js';
import { LEAST_YEARS, YEARS_FITTED } from './watched-series.js';

/** Alerts are told of so many quarters before the one under way. */
const QUARTERS_TOLD = { day: 4, other: 20 } as const;

/** Live records may correct what has closed: it is looked for again after so long, when somebody asks. */
const LIVE_KEPT_MS = 60_000;
/** How far back that is looked for, in units; what comes later still changes nothing that was judged. */
const LIVE_LATE_UNITS = 31;

/** Private sessions and presenters are at instants of their own; each has a fold to go on from, of half a megabyte. */
const FOLDS_KEPT = 4;
const ANSWERS_KEPT = 64;

const BY_RULE = createCalendar([]);

/** All that is kept of a timeline, as long as it stays what it is. */
interface Watching {
  readonly info: TimelineInfo;
  /** Of the timeline: another source is another watching. */
  readonly becameSeq: number;
  readonly units: JudgedUnits;
  readonly keys: UnitKeyTable;
  readonly values: UnitValues;
  readonly measure: AlertMeasure;
  readonly offsetMs: number;
  /** Those used last are last. */
  folds: AlarmFold[];
  readonly answers: Map<number, Alerts>;
  /** Wall time at which live records were last looked at. */
  lookedAt: number;
}

/** Says what is unusual on a timeline as of an instant: from what had closed by then, and however one got there. */
export class TimelineAlerts {
  readonly #timeline: Timeline;
  readonly #calendar: Calendar;
  readonly #settings: AlertSettings;
  readonly #now: () => number;
  #watching: Watching | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  /** @param now wall clock, epoch ms */
  constructor(timeline: Timeline, calendar: Calendar, settings: AlertSettings, now: () => number) {
    this.#timeline = timeline;
    this.#calendar = calendar;
    this.#settings = settings;
    this.#now = now;
  }

  /** @param at epoch ms; questions are answered one after the other, in slices that let ticks go first */
  at(at: number): Promise<Alerts> {
    const answer = this.#queue.then(() => this.#answer(at));
    this.#queue = answer.catch(() => undefined);
    return answer;
  }

  async #answer(at: number): Promise<Alerts> {
    const info = this.#timeline.info();
    const offsetMs = utcOffsetMs(info.utcOffset);
    const units = judgedUnits(info.frequency, offsetMs);
    const measure = measureOf(info, this.#settings);
    const about = { info, measure, settings: this.#settings };
    if (this.#settings.dimensions.length === 0) return noAlerts(about, at, 'off');
    if (units === undefined) return noAlerts(about, at, 'frequency');
    const watching = this.#watch(info, units, measure, offsetMs);
    const known = info.kind === 'live' ? Math.min(at, info.clock.watermark) : Math.min(at, info.to ?? at);
    return this.#judge(watching, units.indexOf(known));
  }

  #watch(info: TimelineInfo, units: JudgedUnits, measure: AlertMeasure, offsetMs: number): Watching {
    const before = this.#watching;
    const { becameSeq } = this.#timeline;
    if (before?.becameSeq === becameSeq && before.info.from === info.from) return before;
    const { dimensions } = this.#settings;
    // Simulated trade keeps to the rules of the calendar, not to the days that were fixed for one year.
    const calendar = info.kind === 'simulated' ? BY_RULE : this.#calendar;
    const known = dimensions.filter((dimension) => info.dimensions.includes(dimension));
    return (this.#watching = {
      info,
      becameSeq,
      units,
      measure,
      offsetMs,
      keys: new UnitKeyTable(units, new CalendarDays(calendar, offsetMs), offsetMs),
      values: new UnitValues(this.#timeline, units, measure, known),
      folds: [],
      answers: new Map(),
      lookedAt: -Infinity,
    });
  }

  /** @param end the first unit that had not closed */
  async #judge(watching: Watching, end: number): Promise<Alerts> {
    if (watching.info.kind === 'live') await this.#lookForLate(watching, end);
    const known = watching.answers.get(end);
    if (known !== undefined) return known;
    const fold = await this.#foldTo(watching, end);
    const answer = tellAlerts({ ...watching, settings: this.#settings }, fold, end);
    watching.answers.set(end, answer);
    forgetOldest(watching.answers, ANSWERS_KEPT);
    return answer;
  }

  async #lookForLate(watching: Watching, end: number): Promise<void> {
    if (this.#now() - watching.lookedAt < LIVE_KEPT_MS) return;
    watching.lookedAt = this.#now();
    if (!(await watching.values.reload(end - LIVE_LATE_UNITS, end))) return;
    watching.folds = [];
    watching.answers.clear();
  }

  async #foldTo(watching: Watching, end: number): Promise<AlarmFold> {
    const { units, values } = watching;
    const first = firstJudged(watching, end);
    const from = first - YEARS_FITTED[watching.keys.size] * units.perYear - 1;
    await values.load(Math.max(units.indexOf(watching.info.from), from), end);
    const kept = watching.folds.findLast((fold) => fold.first === first && fold.next <= end);
    const fold = kept ?? new AlarmFold(first, values, { ...watching, settings: this.#settings });
    // One that fails half way is none to go on from.
    watching.folds = watching.folds.filter((other) => other !== fold);
    await inSlices(fold.advance(end));
    watching.folds = [...watching.folds, fold].slice(-FOLDS_KEPT);
    return fold;
  }
}

/** The first unit that is judged where `end` is the first that had not closed. */
function firstJudged(watching: Watching, end: number): number {
  const { units, keys, offsetMs } = watching;
  const begun = shiftBucket('1q', units.startOf(end), -QUARTERS_TOLD[keys.size], offsetMs);
  return units.indexOf(Math.max(begun, quarterFrom(watching, LEAST_YEARS[keys.size])));
}

function forgetOldest(map: Map<number, unknown>, kept: number): void {
  for (const key of map.keys()) if (map.size > kept) map.delete(key);
}

/** Start of the first quarter before which there may be as much history as takes to judge. */
function quarterFrom({ info, offsetMs }: Watching, years: number): number {
  const enough = shiftBucket('1q', info.from - 1, 4 * years + 1, offsetMs);
  return Math.max(enough, shiftBucket('1q', info.from, 1, offsetMs));
}

function measureOf({ measures }: TimelineInfo, { measure }: AlertSettings): AlertMeasure {
  if (measure !== 'auto') return measure;
  return measures.includes('value') ? 'value' : 'tonnage';
}
