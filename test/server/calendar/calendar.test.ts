import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { chinaEvents, goldenWeek } from '../../../protocol/china-calendar.js';
import { readCalendarFile } from '../../../server/calendar/calendar-file.js';
import { loadCalendar } from '../../../server/calendar/load-calendar.js';

const folder = mkdtempSync(join(tmpdir(), 'tradewall-calendar-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | object): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const beijing = (text: string): number => Date.parse(`${text}+08:00`);

function calendarOf(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
}

describe('the calendar that ships', () => {
  it('has the expos and holidays of every year from 2021 to 2030, each on its own days', async () => {
    const calendar = await loadCalendar([]);
    for (let year = 2021; year <= 2030; year++) {
      for (const id of ['canton-spring', 'canton-autumn', 'ciftis', 'ciie'])
        expect(calendar.find(`${id}-${year}`), `${id}-${year}`).toMatchObject({ expected: year > 2025 });
      for (const id of ['lunar-new-year', 'golden-week'])
        expect(calendar.find(`${id}-${year}`), `${id}-${year}`).toMatchObject({ expected: year > 2026 });
    }
    expect(calendar.find('ciie-2025')).toMatchObject({
      from: beijing('2025-11-05T00:00'),
      to: beijing('2025-11-11T00:00'),
      titles: { 'zh-CN': '进博会' },
    });
    expect(calendar.find('ciftis-2024')).toMatchObject({
      from: beijing('2024-09-12T00:00'),
      to: beijing('2024-09-17T00:00'),
    });
  });

  it.each([
    ['lunar-new-year-2021', '2021-02-11', '2021-02-17'],
    ['lunar-new-year-2022', '2022-01-31', '2022-02-06'],
    ['lunar-new-year-2023', '2023-01-21', '2023-01-27'],
    ['golden-week-2023', '2023-09-29', '2023-10-06'],
    ['lunar-new-year-2024', '2024-02-10', '2024-02-17'],
    ['golden-week-2024', '2024-10-01', '2024-10-07'],
    ['lunar-new-year-2025', '2025-01-28', '2025-02-04'],
    ['golden-week-2025', '2025-10-01', '2025-10-08'],
    ['lunar-new-year-2026', '2026-02-15', '2026-02-23'],
    ['golden-week-2026', '2026-10-01', '2026-10-07'],
    // The moon is new within minutes of midnight there; New Year's Eve is a holiday too.
    ['lunar-new-year-2027', '2027-02-05', '2027-02-12'],
    ['lunar-new-year-2030', '2030-02-02', '2030-02-09'],
  ])('has %s from %s to %s, as the State Council fixed it or its rule expects', async (id, first, last) => {
    const chapter = (await loadCalendar([])).find(id)!;
    expect([chapter.from, chapter.to]).toEqual([
      beijing(`${first}T00:00`),
      beijing(`${last}T00:00`) + 86_400_000,
    ]);
  });

  it('names the source of every chapter, and lists what shares time with a span in order', async () => {
    const calendar = await loadCalendar([]);
    const all = calendar.between(-Infinity, Infinity);
    expect(all.filter(({ source, from, to }) => source === null || from >= to)).toEqual([]);
    const found = calendar.between(beijing('2025-11-10T12:00'), beijing('2025-12-18T00:01'));
    expect(found.map(({ id }) => id)).toEqual(['ciie-2025', 'kuala-lumpur-2025', 'hainan-2025']);
  });
});

describe('the calendar and the simulation', () => {
  it('have the same days for Golden Week and the expos of each year', async () => {
    const calendar = await loadCalendar([]);
    for (let year = 2021; year <= 2030; year++) {
      const expos = chinaEvents(year).filter(({ id }) => id !== 'lunar-new-year');
      for (const { id, start, end } of [{ id: 'golden-week', ...goldenWeek(year) }, ...expos])
        expect(calendar.find(`${id}-${year}`), `${id}-${year}`).toMatchObject({ from: start, to: end });
    }
  });
});

describe('a calendar of one\u2019s own', () => {
  it('adds its chapters, and replaces those that have its ids', async () => {
    const chapters = [
      { id: 'launch', title: 'Launch', from: '2025-03-01T08:00:00Z', to: '2025-03-01T09:30:00Z' },
      { id: 'ciie-2025', title: 'Our stand', kind: 'expo', from: '2025-11-06', to: '2025-11-07' },
    ];
    const calendar = await loadCalendar([write('own.json', { utcOffset: '+01:00', chapters })]);
    expect(calendar.find('golden-week-2025')).toMatchObject({ utcOffset: '+08:00' });
    expect(calendar.find('launch')).toMatchObject({
      kind: 'event',
      utcOffset: '+01:00',
      to: Date.UTC(2025, 2, 1, 9, 30),
    });
    expect(calendar.find('ciie-2025')).toMatchObject({
      title: 'Our stand',
      from: Date.parse('2025-11-06T00:00+01:00'),
      to: Date.parse('2025-11-08T00:00+01:00'),
    });
  });

  it('may be iCalendar, with folded lines, days, instants and durations', async () => {
    const text = calendarOf(
      'UID:a@example',
      'SUMMARY:Fair\\, with a long',
      '  name',
      'DTSTART;VALUE=DATE:20251105',
      'DTEND;VALUE=DATE:20251111',
    ).replace(
      'END:VCALENDAR',
      'BEGIN:VEVENT\r\nUID:b\r\nSUMMARY:Talk\r\nDTSTART:20251105T010000Z\r\nDURATION:PT1H30M\r\nEND:VEVENT\r\nEND:VCALENDAR',
    );
    expect(await readCalendarFile(write('fair.ics', text))).toMatchObject([
      {
        id: 'a@example',
        title: 'Fair, with a long name',
        from: Date.UTC(2025, 10, 5),
        to: Date.UTC(2025, 10, 11),
      },
      { id: 'b', title: 'Talk', from: Date.UTC(2025, 10, 5, 1), to: Date.UTC(2025, 10, 5, 2, 30) },
    ]);
  });

  const one = (more: object): object => ({
    chapters: [{ id: 'a', title: 'A', from: '2025-01-01', ...more }],
  });
  it.each<[string, string | object, string]>([
    ['not.json', '{', 'JSON'],
    ['shape.json', { chapters: {} }, 'chapters: expected a list'],
    ['field.json', one({ colour: 'red' }), 'chapters.0.colour: unknown field'],
    ['date.json', one({ from: '2025-02-30' }), 'chapters.0.from: expected a day such as 2025-11-05'],
    ['zone.json', one({ from: '2025-02-03T10:00' }), 'or an instant with its zone, got "2025-02-03T10:00"'],
    ['order.json', one({ to: '2024-12-30' }), 'chapters.0.to: expected a time after 2025-01-01'],
    [
      'kind.json',
      one({ kind: 'party' }),
      'chapters.0.kind: expected one of expo, holiday, policy, event, got "party"',
    ],
    [
      'double.json',
      { chapters: ['', ''].map(() => ({ id: 'a', title: 'A', from: '2025-01-01' })) },
      '"a" is given twice',
    ],
    ['no-start.ics', calendarOf('UID:a', 'SUMMARY:b'), 'line 5: the event that ends here has no DTSTART'],
    ['rule.ics', calendarOf('UID:a', 'RRULE:FREQ=DAILY'), 'line 4: RRULE: recurring events are not read'],
    [
      'zone.ics',
      calendarOf('DTSTART;TZID=Asia/Shanghai:20251105T090000'),
      'line 3: DTSTART: expected a day or a time in UTC',
    ],
    [
      'date.ics',
      calendarOf('DTSTART:20251305'),
      'line 3: DTSTART: expected 20251105 or 20251105T010000Z, got "20251305"',
    ],
    ['line.ics', calendarOf('what'), 'line 3: expected NAME:value, got "what"'],
    ['open.ics', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\n', 'the file ends within an event'],
  ])('is refused with its file and place: %s', async (name, content, message) => {
    const file = write(name, content);
    const failure = readCalendarFile(file);
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toMatchObject({ problem: { code: 'bad-request' } });
    await expect(failure).rejects.toThrow(name);
  });
});
