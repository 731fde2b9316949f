import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isDeepStrictEqual } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClientMessage, ControlMessage } from '../../../protocol/client-messages.js';
import type { Chapter } from '../../../protocol/chapters.js';
import type { ControlNotice, ServerMessage } from '../../../protocol/server-messages.js';
import type { ClockState, TimelineInfo } from '../../../protocol/timeline-info.js';
import { launchBrowser } from '../../support/browser.js';
import { startElementHost, type ElementHost } from '../../support/element-host.js';
import { eventually } from '../../support/eventually.js';
import { timelineInfo } from '../../support/feed-server.js';
import { figuresFor } from '../../support/figures.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DAY = 86_400_000;
const FROM = Date.UTC(2021, 0, 1);
const TO = Date.UTC(2026, 0, 1);
const NOON = Date.UTC(2023, 5, 15, 12);
const CLOCK: ClockState = { time: NOON, watermark: NOON, speed: 86_400, state: 'paused', loop: false };
const REPLAY: Partial<TimelineInfo> = { kind: 'replay', frequency: 'day', from: FROM, to: TO, clock: CLOCK };

const FAIR: Chapter = {
  id: 'fair-2023',
  kind: 'expo',
  title: 'Canton Fair',
  titles: { 'zh-CN': '广交会' },
  from: Date.UTC(2023, 3, 15),
  to: Date.UTC(2023, 4, 6),
  utcOffset: '+00:00',
  source: null,
  expected: false,
};

const PARTS = [
  'trade-play',
  'trade-step',
  'trade-speed',
  'trade-loop-range',
  'trade-chapters',
  'trade-live',
  'trade-scrubber',
  'trade-transport',
] as const;

let browser: Browser;
let host: ElementHost;
let page: Page;
let faults: string[];

beforeAll(async () => {
  browser = await launchBrowser();
  host = await startElementHost();
});

afterAll(async () => {
  await browser.close();
  await host.close();
});

beforeEach(async () => {
  host.csp = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:";
  host.feed.reset();
  host.visits.length = 0;
  host.feed.answer = (message) => figuresFor(message, NOON);
  host.json = {
    '/api/chapters': { chapters: [FAIR] },
    '/api/view': {
      kind: 'snapshot',
      window: { from: FROM, to: TO },
      columns: ['bucket', 'value'],
      rows: Array.from({ length: 200 }, (_, week) => [FROM + week * 7 * DAY, 1e9 + (week % 9) * 1e8]),
    },
  };
  offer(REPLAY);
  await openPage(900);
});

afterEach(async () => {
  await page.close();
});

async function openPage(width: number): Promise<void> {
  page = await browser.newPage({ viewport: { width, height: 700 } });
  faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
}

function offer(...timelines: Partial<TimelineInfo>[]): void {
  host.feed.hello = { ...host.feed.hello, timelines: timelines.map((fields) => timelineInfo(fields)) };
}

async function open(body: string, hash = ''): Promise<void> {
  host.body = body;
  await page.goto('about:blank');
  await page.goto(host.url + hash);
}

function textOf(selector: string): Promise<string> {
  return page.locator(selector).evaluate((element) => element.shadowRoot?.textContent ?? '');
}

const shows = (selector: string, text: string | RegExp) =>
  eventually(`${selector} shows ${String(text)}`, async () => {
    const shown = (await textOf(selector)).replace(/\s+/g, ' ');
    return typeof text === 'string' ? shown.includes(text) : text.test(shown);
  });

/** Commands given so far, without what every message has. */
function commands(): Partial<ControlMessage>[] {
  return host.feed.received.flatMap((message) => {
    if (message.type !== 'control') return [];
    const { type: _type, request: _request, timeline: _timeline, ...command } = message;
    return [command];
  });
}

const commanded = (command: Partial<ControlMessage>) =>
  eventually(`${JSON.stringify(command)} is asked for`, () => {
    const given = commands().at(-1);
    return given !== undefined && isDeepStrictEqual(given, command);
  });

function reply(message: ClientMessage & { request: number }, clock: Partial<ClockState> = {}): ServerMessage {
  const timeline = 'timeline' in message ? message.timeline : 'demo';
  return { type: 'reply', request: message.request, timeline, clock: { ...CLOCK, ...clock } };
}

describe.each(PARTS)('%s', (tag) => {
  it('has no fault that axe can find, works under a strict policy, and throws nothing', async () => {
    await open(`<${tag}></${tag}>`);
    await page.locator(`${tag} >> :is(button, select, [role=slider])`).first().waitFor();
    await page.evaluate(AXE);
    const result = await page.evaluate(() =>
      (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(),
    );
    expect(result.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('can be tied to a source by for, and speaks Chinese where its place does', async () => {
    offer({ ...REPLAY, name: 'first' }, { ...REPLAY, name: 'second' });
    await open(
      `<section lang="zh-CN"><${tag} for="far"></${tag}></section><trade-source id="far" timeline="second"></trade-source>`,
    );
    await page.locator(`${tag} >> :is(button, select, [role=slider])`).first().waitFor();
    expect(
      host.feed.received.every(
        (message) => message.type !== 'subscribe' || message.view.timeline === 'second',
      ),
    ).toBe(true);
    const names = page.locator(`${tag} >> :is(button, select, [role=slider], [role=group])`);
    const spoken = await names.evaluateAll((all) =>
      all.map((one) => one.getAttribute('aria-label') ?? one.textContent),
    );
    expect(spoken.join('')).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe.each(PARTS.filter((tag) => tag !== 'trade-live'))(
  '%s of a timeline that follows its own clock',
  (tag) => {
    it('says so in its place', async () => {
      offer({ controllable: false });
      await open(`<${tag}></${tag}>`);
      await shows(tag, 'This timeline follows its own clock');
      expect(await page.locator(`${tag} >> :is(button, select)`).count()).toBe(0);
    });
  },
);

describe('a command', () => {
  it('shows nothing as done before the server has done it', async () => {
    let request: (ClientMessage & { request: number }) | undefined;
    host.feed.answerRequest = (message) => void (request = message);
    await open('<trade-play></trade-play>');
    const button = page.getByRole('button', { name: 'Play' });
    await button.click();
    await commanded({ command: 'play' });
    expect(await button.count()).toBe(1);
    host.feed.send(reply(request!, { state: 'playing' }));
    await page.getByRole('button', { name: 'Pause' }).click();
    await commanded({ command: 'pause' });
  });

  it('that is refused says why, once and politely, and changes nothing', async () => {
    host.feed.answerRequest = ({ request }) => ({
      type: 'error',
      code: 'bad-control',
      message: 'speed: expected 1 to 315576000 event seconds per second, got 1e9',
      request,
    });
    await open('<trade-transport></trade-transport>');
    await page.getByRole('button', { name: 'Play' }).click();
    const said = page.locator('trade-transport >> [role=status]');
    await eventually('it is said', async () =>
      (await said.allTextContents()).join('').includes('Not done: speed'),
    );
    expect((await said.allTextContents()).filter((text) => text !== '')).toHaveLength(1);
    expect(await page.getByRole('button', { name: 'Play' }).count()).toBe(1);
  });

  it('that is done otherwise than asked says how', async () => {
    host.feed.answerRequest = (message) =>
      ({ ...reply(message), note: 'time: went to the end' }) as ServerMessage;
    await open('<trade-step></trade-step>');
    await page.getByRole('button', { name: 'Forward 1 day' }).click();
    await commanded({ command: 'step', bucket: '1d', count: 1 });
    await shows('trade-step', 'Done as far as possible: time: went to the end');
  });

  it('can be seen and kept back by the page', async () => {
    await open('<trade-play></trade-play>');
    const command = page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener('trade-control', (event) => {
            event.preventDefault();
            resolve((event as CustomEvent).detail);
          }),
        ),
    );
    await page.getByRole('button', { name: 'Play' }).click();
    expect(await command).toEqual({ command: { command: 'play' } });
    expect(commands()).toEqual([]);
  });

  it('is not possible without a connection', async () => {
    await open('<trade-play></trade-play>');
    const button = page.getByRole('button', { name: 'Play' });
    await button.waitFor();
    host.feed.isRefusing = true;
    host.feed.dropViewers();
    await eventually('the button is off', () => button.isDisabled());
  });

  it('carries the key and the name of who gives it, where the timeline takes a key', async () => {
    offer({ ...REPLAY, keyed: true });
    await open(
      '<trade-source control-key="open sesame" presenter="Li Wei"><trade-play></trade-play></trade-source>',
    );
    await page.getByRole('button', { name: 'Play' }).click();
    await commanded({ command: 'play', key: 'open sesame', by: 'Li Wei' });
  });

  it('is not offered to who follows without the key', async () => {
    offer({ ...REPLAY, keyed: true });
    await open('<trade-transport></trade-transport>');
    await shows('trade-transport', 'You are following');
    await eventually('all is off', () =>
      page
        .locator(':is(trade-play, trade-step) button, trade-speed select')
        .evaluateAll((all) => all.length === 4 && all.every((one) => (one as HTMLButtonElement).disabled)),
    );
    await page.locator('trade-scrubber >> .track').click({ force: true });
    await page.keyboard.press('k');
    expect(commands()).toEqual([]);
  });

  it('of another presenter is told with their name', async () => {
    await open('<trade-transport></trade-transport>');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    const notice: ControlNotice = {
      timeline: 'demo',
      order: 1,
      seq: 9,
      at: 0,
      by: 'Li Wei',
      command: 'seek',
      time: NOON,
      speed: 1,
    };
    host.feed.send({
      type: 'update',
      seq: 9,
      from: 8,
      clock: {},
      control: [notice],
      resume: 't9',
      views: {},
    });
    await shows('trade-transport', 'Li Wei went to 15 Jun 2023');
  });
});

describe('the transport', () => {
  it('has its clock on a page that has no other', async () => {
    await open('<trade-transport></trade-transport>');
    await shows('trade-transport >> trade-clock', '15 Jun 2023');
  });
});

describe('keys', () => {
  const JUMP = 86_400_000;

  it.each<[string, Partial<ControlMessage>]>([
    ['k', { command: 'play' }],
    ['Space', { command: 'play' }],
    ['j', { command: 'seek', time: NOON - 10 * JUMP }],
    ['l', { command: 'seek', time: NOON + 10 * JUMP }],
    ['ArrowLeft', { command: 'seek', time: NOON - 5 * JUMP }],
    ['ArrowRight', { command: 'seek', time: NOON + 5 * JUMP }],
    [',', { command: 'step', bucket: '1w', count: -1 }],
    ['.', { command: 'step', bucket: '1w', count: 1 }],
    ['<', { command: 'speed', speed: 21_600 }],
    ['>', { command: 'speed', speed: 604_800 }],
    ['Home', { command: 'seek', fraction: 0 }],
    ['End', { command: 'seek', fraction: 1 }],
    ['3', { command: 'seek', fraction: 0.3 }],
  ])('%s asks for what video players do', async (key, command) => {
    await open('<trade-transport step="1w"></trade-transport>');
    await page.locator('trade-scrubber >> .track').focus();
    await page.keyboard.press(key);
    await commanded(command);
    expect(commands()).toHaveLength(1);
  });

  it('mean nothing elsewhere on the page, in a list, or with Control', async () => {
    await open('<input aria-label="elsewhere"><trade-transport></trade-transport>');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    await page.getByLabel('elsewhere').focus();
    await page.keyboard.press('k');
    await page.getByLabel('Speed').focus();
    await page.keyboard.press('Home');
    await page.locator('trade-scrubber >> .track').focus();
    await page.keyboard.press('Control+k');
    await page.keyboard.press('End');
    await commanded({ command: 'seek', fraction: 1 });
    expect(commands().filter(({ command }) => command === 'play' || command === 'seek')).toHaveLength(1);
  });

  it('are explained by ?, and the list goes away by Escape', async () => {
    await open('<trade-transport></trade-transport>');
    await page.locator('trade-scrubber >> .track').focus();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await dialog.getByText('slower or faster').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });
});

describe('the scrubber', () => {
  it('is a slider that tells its place as a date', async () => {
    await open('<trade-scrubber></trade-scrubber>');
    const slider = page.getByRole('slider', { name: 'Position' });
    await slider.waitFor();
    expect(await slider.getAttribute('aria-valuetext')).toBe('15 June 2023');
    expect(Number(await slider.getAttribute('aria-valuemin'))).toBe(FROM);
    expect(Number(await slider.getAttribute('aria-valuemax'))).toBe(TO);
    expect(Number(await slider.getAttribute('aria-valuenow'))).toBe(NOON);
  });

  it('has an overview of the whole span and a mark for each chapter', async () => {
    await open('<trade-scrubber></trade-scrubber>');
    await page.locator('trade-scrubber >> .chapter.expo').waitFor({ state: 'attached' });
    const steps = await eventually('the overview is drawn', async () => {
      const path = await page.locator('trade-scrubber >> path.bars').first().getAttribute('d');
      return path?.match(/V/g)?.length;
    });
    expect(steps).toBe(400);
    expect(host.visits.filter((path) => path === '/api/view')).toHaveLength(1);
  });

  it('shows what is under the pointer: the date, the figure and the chapter', async () => {
    await open('<trade-scrubber></trade-scrubber>');
    await page.locator('trade-scrubber >> .chapter').waitFor({ state: 'attached' });
    const box = (await page.locator('trade-scrubber >> .track').boundingBox())!;
    const share = (Date.UTC(2023, 3, 20) - FROM) / (TO - FROM);
    await page.mouse.move(box.x + box.width * share, box.y + 10);
    await shows('trade-scrubber', /(19|20|21) Apr 2023.*CNY.*Canton Fair/);
    await page.mouse.move(0, 600);
    await eventually(
      'it is gone',
      async () => (await page.locator('trade-scrubber >> .preview').count()) === 0,
    );
    expect(commands()).toEqual([]);
  });

  it('follows a drag with one seek at a time, to where the pointer is at last', async () => {
    const waiting: (ClientMessage & { request: number })[] = [];
    host.feed.answerRequest = (message) => void waiting.push(message);
    await open('<trade-scrubber></trade-scrubber>');
    const box = (await page.locator('trade-scrubber >> .track').boundingBox())!;
    const at = (share: number): number => box.x + box.width * share;
    await page.mouse.move(at(0.1), box.y + 10);
    await page.mouse.down();
    for (const share of [0.2, 0.3, 0.4, 0.5]) await page.mouse.move(at(share), box.y + 10);
    await eventually('the first is asked for', () => waiting.length === 1);
    await page.mouse.up();
    host.feed.send(reply(waiting[0]!));
    await eventually('the last is asked for', () => waiting.length === 2);
    host.feed.send(reply(waiting[1]!, { time: (FROM + TO) / 2 }));
    const slider = page.getByRole('slider');
    await eventually(
      'it is there',
      async () => Number(await slider.getAttribute('aria-valuenow')) === (FROM + TO) / 2,
    );
    const [, last] = commands();
    expect(Math.abs((last!.time as number) - (FROM + TO) / 2)).toBeLessThan(3 * DAY);
  });

  it('can be moved with a finger', async () => {
    await page.close();
    const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 700 } });
    page = await context.newPage();
    await open('<trade-scrubber></trade-scrubber>');
    const box = (await page.locator('trade-scrubber >> .track').boundingBox())!;
    await page.touchscreen.tap(box.x + box.width / 2, box.y + 20);
    const { time } = await eventually('a seek is asked for', () =>
      commands().find(({ command }) => command === 'seek'),
    );
    expect(Math.abs((time as number) - (FROM + TO) / 2)).toBeLessThan(10 * DAY);
    await context.close();
  });

  it('runs on between frames, on the line that the server named', async () => {
    const now = Date.now();
    const clock: ClockState = {
      ...CLOCK,
      state: 'playing',
      now,
      anchor: { time: NOON, at: now, speed: 86_400 },
    };
    host.feed.hello = { ...host.feed.hello, now };
    offer({ ...REPLAY, clock });
    await open('<trade-scrubber></trade-scrubber>');
    const slider = page.getByRole('slider');
    await slider.waitFor();
    const value = async (): Promise<number> => Number(await slider.getAttribute('aria-valuenow'));
    await eventually('it has moved by itself', async () => (await value()) > NOON + DAY / 2);
    await eventually('it has stopped', async () =>
      page.locator('trade-scrubber').evaluate((element) => element.matches(':state(stale)')),
    );
    await eventually('it shows what the last frame said', async () => (await value()) === NOON);
  });
});

describe('parts', () => {
  it('go to a chapter', async () => {
    await open('<trade-chapters></trade-chapters>');
    const list = page.getByLabel('Go to a chapter');
    await eventually('they are listed', async () => (await list.locator('option').count()) === 2);
    await list.selectOption({ label: '15 Apr 2023 · Canton Fair' });
    await commanded({ command: 'seek', chapter: 'fair-2023' });
    expect(await list.inputValue()).toBe('');
  });

  it('only show how things stand where they are readonly, whether or not the clock can be moved', async () => {
    offer({ ...REPLAY, controllable: false });
    await open(
      '<trade-chapters readonly></trade-chapters><trade-speed readonly></trade-speed><trade-scrubber readonly></trade-scrubber>',
    );
    await page.getByText('Canton Fair').waitFor();
    await page.getByText('15 Apr 2023').waitFor();
    await page.getByText('a second').waitFor();
    expect(await page.locator('button, select').count()).toBe(0);
    expect(await page.getByRole('slider').getAttribute('aria-disabled')).toBe('true');
  });

  it('name the days of chapters where they are held, whatever day the timeline has then', async () => {
    const from = Date.parse('2023-10-01T00:00+08:00');
    const week = { ...FAIR, title: 'Golden Week', from, to: from + 7 * DAY, utcOffset: '+08:00' };
    host.json = { ...host.json, '/api/chapters': { chapters: [week] } };
    for (const utcOffset of ['-05:00', '+00:00', '+12:00']) {
      offer({ ...REPLAY, utcOffset });
      await open('<trade-chapters></trade-chapters><trade-chapters readonly></trade-chapters>');
      await shows('trade-chapters:not([readonly])', '1 Oct 2023 · Golden Week');
      await shows('trade-chapters[readonly]', '1 Oct 2023');
    }
  });

  it('change the speed, and show the old one until it is done', async () => {
    await open('<trade-speed></trade-speed>');
    const list = page.getByLabel('Speed');
    await list.selectOption({ label: '1 week a second' });
    await commanded({ command: 'speed', speed: 604_800 });
    expect(await list.inputValue()).toBe('86400');
    const control = host.feed.received.find((message) => message.type === 'control')!;
    host.feed.send(reply(control, { speed: 604_800 }));
    await eventually('it is in force', async () => (await list.inputValue()) === '604800');
  });

  it('loop over the part between two instants', async () => {
    host.feed.answerRequest = (message) =>
      reply(
        message,
        message.type === 'control' && message.command === 'seek' ? { time: NOON + 30 * DAY } : {},
      );
    await open('<trade-loop-range></trade-loop-range><trade-live></trade-live>');
    await page.getByRole('button', { name: 'Loop from here' }).click();
    await shows('trade-loop-range', '15 Jun 2023 – …');
    await page.getByRole('button', { name: 'To the end' }).click();
    await eventually('the clock has moved', () => commands().length === 1);
    await page.getByRole('button', { name: 'Loop to here' }).click();
    await commanded({ command: 'loop', loop: true, from: NOON, to: NOON + 30 * DAY });
    const control = host.feed.received.findLast((message) => message.type === 'control')!;
    host.feed.send(reply(control, { loop: true, range: { from: NOON, to: NOON + 30 * DAY } }));
    await shows('trade-loop-range', '15 Jun 2023 – 15 Jul 2023');
    expect(await page.getByRole('button', { name: 'Loop', exact: true }).getAttribute('aria-pressed')).toBe(
      'true',
    );
  });

  it('move the ends of a loop, dragged or by keys, to whole buckets', async () => {
    const range = { from: Date.UTC(2022, 0, 1), to: Date.UTC(2024, 0, 1) };
    offer({ ...REPLAY, clock: { ...CLOCK, loop: true, range } });
    await open('<trade-scrubber></trade-scrubber>');
    const start = page.getByRole('slider', { name: 'Loop starts' });
    const end = page.getByRole('slider', { name: 'Loop ends' });
    expect(await start.getAttribute('aria-valuetext')).toContain('1 January 2022');
    expect(await end.getAttribute('aria-valuetext')).toContain('31 December 2023');
    await start.focus();
    await page.keyboard.press('ArrowRight');
    await commanded({ command: 'loop', loop: true, from: range.from + DAY, to: range.to });
    await end.focus();
    await page.keyboard.press('Home');
    await commanded({ command: 'loop', loop: true, from: range.from, to: range.from + DAY });

    const track = (await page.locator('trade-scrubber >> .track').boundingBox())!;
    const grip = (await end.boundingBox())!;
    await page.mouse.move(grip.x + 4, grip.y + 20);
    await page.mouse.down();
    await page.mouse.move(track.x + track.width * 0.8, grip.y + 20, { steps: 3 });
    const shown = await end.getAttribute('aria-valuenow');
    await page.mouse.up();
    await commanded({ command: 'loop', loop: true, from: range.from, to: Number(shown) });
    expect(Number(shown) % DAY).toBe(0);
    expect(Math.abs(Number(shown) - (FROM + 0.8 * (TO - FROM)))).toBeLessThan(2 * DAY);
    expect(commands().every(({ command }) => command === 'loop')).toBe(true);
  });

  it('show no ends of a loop to a clock that does not loop', async () => {
    await open('<trade-scrubber></trade-scrubber>');
    await page.getByRole('slider', { name: 'Position' }).waitFor();
    expect(await page.getByRole('slider').count()).toBe(1);
  });

  it('lead back to live figures without a reload, over the same socket', async () => {
    offer({ ...REPLAY, name: 'history' }, { name: 'now', kind: 'live', controllable: false });
    await open(
      '<trade-source timeline="history"><trade-transport></trade-transport><trade-status></trade-status></trade-source>',
    );
    await shows('trade-status', 'REPLAY');
    await page.getByRole('button', { name: 'Back to live' }).click();
    await shows('trade-status', 'LIVE');
    await shows('trade-transport', 'This timeline follows its own clock');
    await page.locator('trade-source').evaluate((source) => source.setAttribute('timeline', 'history'));
    await shows('trade-status', 'REPLAY');
    await page.getByRole('button', { name: 'Back to live' }).waitFor();
    expect(host.feed.sockets).toHaveLength(1);
    expect(commands()).toEqual([]);
  });

  it('are loaded only on pages that have them', async () => {
    await open('<trade-status></trade-status>');
    await shows('trade-status', 'REPLAY');
    host.visits.length = 0;
    await page.evaluate(() => document.body.append(document.createElement('trade-play')));
    await page.getByRole('button', { name: 'Play' }).waitFor();
    expect(host.visits.some((path) => path.includes('define-transport'))).toBe(true);
  });

  it.each([390, 1_920])(
    'are inside a page %i px wide, with buttons large enough for a finger',
    async (width) => {
      await page.close();
      await openPage(width);
      await open('<trade-transport></trade-transport>');
      await page.getByRole('button', { name: 'Play' }).waitFor();
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
      const boxes = await page
        .locator('trade-transport >> :is(button, select):visible')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
      expect(Math.min(...boxes.map(({ height, width }) => Math.min(height, width)))).toBeGreaterThanOrEqual(
        38,
      );
      expect(Math.max(...boxes.map(({ right }) => right))).toBeLessThanOrEqual(width);
    },
  );
});
