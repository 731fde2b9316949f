import type { Chapter } from '../../protocol/chapters.js';
import { UTC } from '../../protocol/timeline-info.js';

/** One property of an event: `DTSTART;VALUE=DATE:20251105`, and the line that it stands in. */
interface Property {
  readonly name: string;
  readonly params: string;
  readonly value: string;
  readonly line: number;
}

const DAY = 86_400_000;

/**
 * The events of an iCalendar file (RFC 5545) as chapters. Times with a zone of their own must be UTC: what `TZID` names
 * is defined differently by every program that writes it. Recurring events are to be written out by who exports them.
 * @throws Error naming the line, the value and what is allowed
 */
export function readICalendar(text: string): Chapter[] {
  const chapters: Chapter[] = [];
  let event: Property[] | undefined;
  for (const property of properties(text)) {
    const { name, value, line } = property;
    if (name === 'BEGIN' && value.toUpperCase() === 'VEVENT') event = [];
    else if (name === 'END' && value.toUpperCase() === 'VEVENT') {
      if (event === undefined) throw new Error(`line ${line}: END:VEVENT without a BEGIN:VEVENT`);
      chapters.push(toChapter(event, line));
      event = undefined;
    } else event?.push(property);
  }
  if (event !== undefined) throw new Error('the file ends within an event; END:VEVENT is missing');
  return chapters;
}

/** Lines folded by a blank belong to the line before. */
function* properties(text: string): Generator<Property> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const line = index + 1;
    let content = lines[index]!;
    while (/^[ \t]/.test(lines[index + 1] ?? '')) content += lines[++index]!.slice(1);
    if (content === '') continue;
    const match = /^([\w-]+)((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):(.*)$/.exec(content);
    if (match === null)
      throw new Error(`line ${line}: expected NAME:value, got ${JSON.stringify(content.slice(0, 80))}`);
    yield { name: match[1]!.toUpperCase(), params: match[2]!.toUpperCase(), value: match[3]!, line };
  }
}

function toChapter(event: readonly Property[], endLine: number): Chapter {
  const find = (name: string): Property | undefined => event.find((property) => property.name === name);
  const need = (name: string): Property => {
    const property = find(name);
    if (property === undefined) throw new Error(`line ${endLine}: the event that ends here has no ${name}`);
    return property;
  };
  const refused = find('RRULE') ?? find('RDATE');
  if (refused !== undefined)
    throw new Error(
      `line ${refused.line}: ${refused.name}: recurring events are not read; write each out as its own`,
    );
  const start = instantOf(need('DTSTART'));
  const to = endOf(start, find('DTEND'), find('DURATION'));
  if (to <= start.time) throw new Error(`line ${endLine}: the event that ends here ends before it starts`);
  return {
    id: need('UID').value.slice(0, 128),
    kind: 'event',
    title: unescape(need('SUMMARY').value).slice(0, 200),
    titles: {},
    from: start.time,
    to,
    utcOffset: UTC,
    source: find('URL')?.value ?? null,
    expected: false,
  };
}

/** An event without an end is a day, or a moment, which is marked a second long. */
function endOf(
  start: { time: number; isDay: boolean },
  end: Property | undefined,
  duration: Property | undefined,
): number {
  if (end !== undefined) return instantOf(end).time;
  if (duration !== undefined) return start.time + durationMs(duration);
  return start.time + (start.isDay ? DAY : 1_000);
}

function instantOf({ name, params, value, line }: Property): { time: number; isDay: boolean } {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(value);
  const isDay = match?.[4] === undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (match === null || Number.isNaN(time) || new Date(time).getUTCDate() !== Number(day))
    throw new Error(
      `line ${line}: ${name}: expected 20251105 or 20251105T010000Z, got ${JSON.stringify(value.slice(0, 80))}`,
    );
  if (params.includes('TZID=') || (!isDay && match[7] !== 'Z'))
    throw new Error(
      `line ${line}: ${name}: expected a day or a time in UTC, which ends in Z, got ${value}; export in UTC`,
    );
  return { time, isDay };
}

/** Weeks, or days, hours, minutes and seconds. */
function durationMs({ value, line }: Property): number {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(value);
  const parts = (match ?? []).slice(1).map((part: string | undefined) => Number(part ?? 0));
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  const ms = (weeks * 7 + days) * DAY + ((hours * 60 + minutes) * 60 + seconds) * 1_000;
  if (ms > 0) return ms;
  throw new Error(
    `line ${line}: DURATION: expected such as P6D or PT2H, got ${JSON.stringify(value.slice(0, 80))}`,
  );
}

function unescape(text: string): string {
  return text.replace(/\\n/gi, ' ').replace(/\\([\\;,])/g, '$1');
}
