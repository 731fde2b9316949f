import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { CHAPTER_KINDS, type Chapter } from '../../protocol/chapters.js';
import { ProblemError } from '../../protocol/errors.js';
import { utcOffsetMs } from '../../protocol/timeline-info.js';
import { parseWith } from '../../protocol/validation.js';
import { readICalendar } from './icalendar.js';

const FileSchema = v.strictObject({
  /** Local time of the dates; by default UTC. */
  utcOffset: v.optional(v.pipe(v.string(), v.regex(/^[+-]\d\d:\d\d$/)), '+00:00'),
  chapters: v.array(
    v.strictObject({
      id: v.pipe(v.string(), v.minLength(1), v.maxLength(128)),
      kind: v.optional(v.picklist(CHAPTER_KINDS), 'event'),
      title: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
      titles: v.optional(v.record(v.string(), v.string()), {}),
      /** A day or an instant, ISO 8601. */
      from: v.string(),
      /** The last day, or the instant after; by default the day of `from`. */
      to: v.optional(v.string()),
      source: v.optional(v.string()),
    }),
  ),
});

type FileChapter = v.InferOutput<typeof FileSchema>['chapters'][number];

const DAY = 86_400_000;

/**
 * Reads chapters from a calendar file, the project's own JSON or iCalendar (RFC 5545).
 * @throws ProblemError `bad-request` naming the file, the place in it, the value and what is allowed
 */
export async function readCalendarFile(file: string): Promise<Chapter[]> {
  try {
    const text = await readFile(file, 'utf8');
    const chapters = /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text) ? readICalendar(text) : readJson(text);
    refuseDoubles(chapters);
    return chapters;
  } catch (cause) {
    const message = `--calendar: ${file}: ${(cause as Error).message}`;
    throw new ProblemError({ code: 'bad-request', field: '--calendar', message }, { cause });
  }
}

function readJson(text: string): Chapter[] {
  const { utcOffset, chapters } = parseWith(FileSchema, JSON.parse(text), 'bad-request');
  const offsetMs = utcOffsetMs(utcOffset);
  return chapters.map((chapter, index) => ({
    ...toChapter(chapter, `chapters.${index}`, offsetMs),
    utcOffset,
  }));
}

function toChapter(
  { id, kind, title, titles, source, ...given }: FileChapter,
  place: string,
  offsetMs: number,
): Omit<Chapter, 'utcOffset'> {
  const from = instantOf(given.from, `${place}.from`, offsetMs);
  const last = instantOf(given.to ?? given.from, `${place}.to`, offsetMs);
  const to = isDay(given.to ?? given.from) ? last + DAY : last;
  if (to <= from) throw new Error(`${place}.to: expected a time after ${given.from}, got ${given.to}`);
  return { id, kind, title, titles, from, to, source: source ?? null, expected: false };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}

function instantOf(text: string, place: string, offsetMs: number): number {
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const instant = isDay(text) ? Date.parse(text) - offsetMs : isInstant ? Date.parse(text) : NaN;
  // Date.parse takes 31 February for a day in March.
  const isReal =
    !isDay(text) || (!Number.isNaN(instant) && new Date(instant + offsetMs).toISOString().startsWith(text));
  if (!Number.isNaN(instant) && isReal) return instant;
  throw new Error(
    `${place}: expected a day such as 2025-11-05 or an instant with its zone, got ${JSON.stringify(text.slice(0, 80))}`,
  );
}

function refuseDoubles(chapters: readonly Chapter[]): void {
  const seen = new Set<string>();
  for (const { id } of chapters) {
    if (seen.has(id)) throw new Error(`id: ${JSON.stringify(id)} is given twice; give each chapter its own`);
    seen.add(id);
  }
}
