import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClientMessage } from '../../../protocol/client-messages.js';
import type { ClockState, TimelineInfo } from '../../../protocol/timeline-info.js';
import type { TradeStatus } from '../../../client/elements/trade-status.js';
import { launchBrowser } from '../../support/browser.js';
import { startElementHost, type ElementHost } from '../../support/element-host.js';
import { eventually } from '../../support/eventually.js';
import { timelineInfo } from '../../support/feed-server.js';
import { figuresFor } from '../../support/figures.js';

const FROM = Date.UTC(2021, 0, 1);
const TO = Date.UTC(2026, 0, 1);
const NOON = Date.UTC(2023, 5, 15, 12);
const CLOCK: ClockState = { time: NOON, watermark: NOON, speed: 86_400, state: 'paused', loop: false };
const REPLAY: Partial<TimelineInfo> = { kind: 'replay', frequency: 'day', from: FROM, to: TO, clock: CLOCK };

let browser: Browser;
let host: ElementHost;
let page: Page;
let sessions: number;

/** A server that opens sessions and does what it is told, as far as a test sees it. */
let clock: ClockState;

beforeAll(async () => {
  browser = await launchBrowser();
  host = await startElementHost();
});

afterAll(async () => {
  await browser.close();
  await host.close();
});

beforeEach(async () => {
  host.feed.reset();
  host.feed.answer = (message) => figuresFor(message, NOON);
  sessions = 0;
  clock = CLOCK;
  obey();
  offer({ ...REPLAY, name: 'history' });
  page = await browser.newPage({ viewport: { width: 900, height: 700 } });
});

afterEach(async () => {
  await page.close();
});

function offer(...timelines: Partial<TimelineInfo>[]): void {
  host.feed.hello = { ...host.feed.hello, timelines: timelines.map((fields) => timelineInfo(fields)) };
}

function obey(): void {
  host.feed.answerRequest = (message) => {
    const { request } = message;
    if (message.type === 'open') {
      const name = message.secret === undefined ? `${message.timeline}~${++sessions}` : message.timeline;
      const info = timelineInfo({ ...REPLAY, name, clock });
      const session = { of: name.split('~')[0]!, secret: `secret of ${name}`, info };
      return { type: 'reply', request, timeline: name, clock, session };
    }
    if (message.type === 'control') clock = moved(clock, message);
    return { type: 'reply', request, timeline: 'timeline' in message ? message.timeline : '', clock };
  };
}

function moved(before: ClockState, message: ClientMessage & { type: 'control' }): ClockState {
  const time = typeof message.time === 'string' ? Date.parse(message.time) : (message.time ?? before.time);
  const states: Partial<Record<string, ClockState['state']>> = { play: 'playing', pause: 'paused' };
  const state = states[message.command] ?? before.state;
  return { ...before, time, watermark: time, speed: message.speed ?? before.speed, state };
}

async function open(body: string, hash = ''): Promise<void> {
  host.body = body;
  await page.goto('about:blank');
  await page.goto(host.url + hash);
}

const shows = (selector: string, text: string | RegExp) =>
  eventually(`${selector} shows ${String(text)}`, async () => {
    const shown = await page.locator(selector).evaluate((element) => element.shadowRoot?.textContent ?? '');
    return shown.replace(/\s+/g, ' ').match(text) !== null;
  });

const addressHas = (part: string) =>
  eventually(`the address has ${part}; it is ${page.url()}`, () => page.url().includes(part));

function subscribed(): (ClientMessage & { type: 'subscribe' })[] {
  return host.feed.received.filter((message) => message.type === 'subscribe');
}

describe('a source of what was known then', () => {
  const REVISED: Partial<TimelineInfo> = { ...REPLAY, name: 'history', revised: true };
  const chart = '<trade-chart bucket="1mo" last="12"></trade-chart>';

  it('is asked for, and shows which figures were revised by now', async () => {
    offer(REVISED);
    host.feed.answer = (message) => {
      const figures = figuresFor(message, NOON);
      return message.view.known === 'then' ? { ...figures, revised: [[Date.UTC(2023, 1)]] } : figures;
    };
    await open(`<trade-source known="then">${chart}<trade-status></trade-status></trade-source>`);
    await shows('trade-chart', '◇ revised');
    await shows('trade-status', 'as known then');
    await page.locator('trade-source').evaluate((source) => source.setAttribute('known', 'now'));
    await eventually('the newest figures are asked for', () => subscribed().at(-1)?.view.known === 'now');
    await shows('trade-chart', /^(?!.*revised)/);
  });

  it('names a wrong choice in its place', async () => {
    offer(REVISED);
    await open(`<trade-source known="before">${chart}</trade-source>`);
    await shows('trade-chart', /known: expected one of now, then/);
  });
});

describe('a filtered source', () => {
  it('does not filter a plan, whose baseline is of all trade; it says so, and what to write instead', async () => {
    const told = page.waitForEvent('console', (line) => line.text().includes('<trade-plan>'));
    await open(
      '<trade-source partner="USA"><trade-plan value="1e12"></trade-plan><trade-plan id="own" partner="USA" value="1e11"></trade-plan></trade-source>',
    );
    await shows('trade-plan:not([id])', 'all trade, whatever is chosen');
    expect((await told).text()).toMatch(
      /partner: the source is filtered by it.*give the plan a partner of its own/,
    );
    await shows('#own', /on pace for (?!.*all trade)/);
    const asked = subscribed().filter(({ view }) => view.measures.includes('valueYearOnYear'));
    expect(asked.map(({ view }) => view.where ?? {})).toEqual([{}, { partner: ['USA'] }]);
  });
});

describe('a private source', () => {
  it('is nobody’s to be told: neither what is wrong nor what is saved names it', async () => {
    await open(
      '<trade-source session="private"><trade-filter by="mode"></trade-filter><trade-status></trade-status></trade-source>',
    );
    await shows('trade-status', 'REPLAY');
    const csv = await page.locator('trade-status').evaluate((status) => (status as TradeStatus).toCsv());
    expect(csv).toMatch(/REPLAY,history,/);
    await shows('trade-filter', 'by: history is broken down by');
  });

  it('opens a clock of its own, and nothing is shown before it has come', async () => {
    const held: (ClientMessage & { request: number })[] = [];
    host.feed.answerRequest = (message) => void held.push(message);
    await open('<trade-source session="private"><trade-status></trade-status></trade-source>');
    await eventually('a session is asked for', () => held.length === 1);
    expect(held[0]).toMatchObject({ type: 'open', timeline: 'history' });
    expect(subscribed()).toEqual([]);
    obey();
    host.feed.send(host.feed.answerRequest(held[0]!)!);
    await shows('trade-status', /REPLAY.*15 Jun 2023/);
    expect(subscribed().map(({ view }) => view.timeline)).toEqual(['history~1']);
  });

  it('gives its clock up when it goes, and when it shows another timeline', async () => {
    offer({ ...REPLAY, name: 'history' }, { ...REPLAY, name: 'other' });
    await open('<trade-source session="private"><trade-status></trade-status></trade-source>');
    await shows('trade-status', 'REPLAY');
    await page.locator('trade-source').evaluate((source) => source.setAttribute('timeline', 'other'));
    await eventually('the other is opened', () => subscribed().at(-1)?.view.timeline === 'other~2');
    await page.locator('trade-source').evaluate((source) => source.remove());
    await eventually('both are closed', () => {
      const closed = host.feed.received.filter(({ type }) => type === 'close');
      return closed.length === 2;
    });
  });

  it('comes back to where it stood where the server has forgotten it', async () => {
    await open(
      '<trade-source session="private"><trade-play></trade-play><trade-status></trade-status></trade-source>',
    );
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    clock = { ...CLOCK, time: FROM };
    const remember = host.feed.answerRequest;
    host.feed.answerRequest = (message) =>
      message.type === 'open' && message.secret !== undefined
        ? {
            type: 'error',
            code: 'unknown-session',
            message: 'timeline: no session',
            request: message.request,
          }
        : remember(message);
    host.feed.received.length = 0;
    host.feed.dropViewers();
    await eventually('it stands there again', () =>
      host.feed.received.some(({ type }) => type === 'subscribe'),
    );
    expect(host.feed.received.filter((message) => message.type === 'control')).toMatchObject([
      { timeline: 'history~2', command: 'seek', time: NOON, speed: 86_400 },
      { timeline: 'history~2', command: 'play' },
    ]);
    await page.getByRole('button', { name: 'Pause' }).waitFor();
  });

  it('goes on from where it stood with a new clock where the server has ended its own', async () => {
    await open('<trade-source session="private"><trade-status></trade-status></trade-source>');
    await shows('trade-status', 'REPLAY');
    const [first] = subscribed();
    host.feed.received.length = 0;
    host.feed.send({
      type: 'error',
      code: 'timeline-ended',
      message: 'timeline: history~1 has ended: its file was replaced',
      id: first!.id,
    });
    await eventually('it is shown again', () => subscribed().at(-1)?.view.timeline === 'history~2');
    expect(host.feed.received.find((message) => message.type === 'control')).toMatchObject({
      timeline: 'history~2',
      command: 'seek',
      time: NOON,
    });
  });

  it('says in its elements why it can have no clock', async () => {
    host.feed.answerRequest = ({ request }) => ({
      type: 'error',
      code: 'too-many-sessions',
      message: 'timeline: 8 sessions are open already; close one first',
      request,
    });
    await open('<trade-source session="private"><trade-status></trade-status></trade-source>');
    await shows('trade-status', '8 sessions are open already');
  });

  it('shows what follows its own clock as it is', async () => {
    offer({ name: 'now', kind: 'live', controllable: false });
    await open('<trade-source session="private"><trade-status></trade-status></trade-source>');
    await shows('trade-status', 'LIVE');
    expect(host.feed.received.some(({ type }) => type === 'open')).toBe(false);
  });
});

describe('a timeline that is served no more', () => {
  it('leaves the reason in its place, until it is served again', async () => {
    offer({ ...REPLAY, name: 'history' }, { ...REPLAY, name: 'other' });
    const greeting = host.feed.hello;
    await open('<trade-source timeline="history"><trade-status></trade-status></trade-source>');
    await shows('trade-status', 'REPLAY');
    host.feed.send({
      type: 'error',
      code: 'timeline-ended',
      message: 'timeline: history has ended: its file was removed',
      id: subscribed()[0]!.id,
    });
    host.feed.send({ ...greeting, timelines: greeting.timelines.slice(1) });
    await shows('trade-status', 'history has ended: its file was removed');
    host.feed.send(greeting);
    await shows('trade-status', /REPLAY.*15 Jun 2023/);
  });
});

describe('a playlist', () => {
  it('plays what there is in turn, each from its start, and begins again', async () => {
    offer({ ...REPLAY, name: 'one' }, { ...REPLAY, name: 'two' });
    await page.clock.install();
    await open('<trade-source playlist="one gone two"><trade-status></trade-status></trade-source>');
    await eventually('it is connected', () => host.feed.sockets.length > 0);
    const played = ['one~1', 'two~2', 'one~3'];
    for (const [index, name] of played.entries()) {
      await eventually(`${name} is played`, async () => {
        const ended = played[index - 1];
        // A feed that says nothing for long would be taken for a lost one.
        host.feed.update({}, ended === undefined ? {} : { [ended]: { ...clock, state: 'ended' } });
        await page.clock.runFor(1_000);
        return subscribed().at(-1)?.view.timeline === name;
      });
      const given = host.feed.received.filter((message) => message.type === 'control').slice(-2);
      expect(given).toMatchObject([
        { timeline: name, command: 'seek', time: FROM, loop: false },
        { timeline: name, command: 'play' },
      ]);
    }
  });
});

describe('the filters of a source', () => {
  it('hold for elements that have none of their own on the dimension', async () => {
    await open(`<trade-source partner="USA, JPN" flow="export">
      <trade-chart bucket="1d"></trade-chart><trade-kpi partner="DEU"></trade-kpi></trade-source>`);
    await eventually('both are asked for', () => subscribed().length === 2);
    const wheres = subscribed().map(({ view }) => view.where);
    expect(wheres).toContainEqual({ flow: ['export'], partner: ['JPN', 'USA'] });
    expect(wheres).toContainEqual({ flow: ['export'], partner: ['DEU'] });
  });
});

describe('a link', () => {
  const BODY =
    '<trade-source link="hash"><trade-transport></trade-transport><trade-status></trade-status><trade-chart bucket="1d"></trade-chart></trade-source>';

  it('opens the picture that it was copied from, for who opens it alone', async () => {
    offer({ ...REPLAY, name: 'first' }, { ...REPLAY, name: 'history' });
    await open(BODY, '#timeline=history&at=2022-03-01T12:00:00Z&speed=604800&partner=USA');
    await shows('trade-status', '1 Mar 2022');
    expect(host.feed.received.filter((message) => message.type === 'control')).toMatchObject([
      { timeline: 'history~1', command: 'seek', time: '2022-03-01T12:00:00Z', speed: 604_800 },
      { timeline: 'history~1', command: 'pause' },
    ]);
    expect(subscribed().find(({ view }) => view.where['partner'] !== undefined)?.view).toMatchObject({
      timeline: 'history~1',
      where: { partner: ['USA'] },
    });
    await addressHas('#timeline=history&at=2022-03-01T12:00:00Z&speed=604800&partner=USA');
  });

  it('follows what is done, so that the address opens the same picture again', async () => {
    await open(BODY, '#timeline=history&at=2022-03-01T12:00:00Z&speed=604800');
    await shows('trade-status', '1 Mar 2022');
    await page.getByLabel('Speed').selectOption({ label: '1 day a second' });
    await addressHas('speed=86400');
    await page.locator('trade-source').evaluate((source) => source.setAttribute('partner', 'JPN,USA'));
    await addressHas('partner=JPN,USA');
    const address = page.url();
    await page.reload();
    await shows('trade-status', '1 Mar 2022');
    expect(page.url()).toBe(address);
  });

  it('to an instant leads back to the shared clock', async () => {
    await open(BODY, '#at=2022-03-01T12:00:00Z');
    await shows('trade-status', '1 Mar 2022');
    await page.getByRole('button', { name: 'Back to the shared clock' }).click();
    await shows('trade-status', '15 Jun 2023');
    await eventually('the session is closed', () => host.feed.received.some(({ type }) => type === 'close'));
    await eventually('the address follows', () => page.url().endsWith('#timeline=history'));
  });

  it('is followed when the address changes on an open page', async () => {
    await open(BODY);
    await shows('trade-status', '15 Jun 2023');
    await page.evaluate(() => (location.hash = 'timeline=history&at=2024-02-29T12:00:00Z'));
    await shows('trade-status', '29 Feb 2024');
  });

  it('of a shared clock is copied with its instant', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(BODY);
    await addressHas('#timeline=history');
    expect(page.url()).not.toContain('at=');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await shows('trade-transport', /Link copied/);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('#timeline=history&at=2023-06-15T12:00:00Z&speed=86400');
  });

  it('is kept in the query where that is wanted, beside what else is there', async () => {
    await open(
      '<trade-source link="query"><trade-status></trade-status></trade-source>',
      '?lang=de&partner=USA#part',
    );
    await addressHas('?lang=de&partner=USA&timeline=history#part');
  });

  it('that names no instant is told, and shows the clock as it is', async () => {
    host.feed.answerRequest = (
      (obeyed) => (message) =>
        message.type === 'control' && message.command === 'seek'
          ? {
              type: 'error',
              code: 'bad-control',
              message: 'time: expected an ISO 8601 date',
              request: message.request,
            }
          : obeyed(message)
    )(host.feed.answerRequest);
    host.body = BODY;
    await page.addInitScript(() => {
      document.addEventListener('trade-error', (event) => {
        document.title = (event as CustomEvent<{ problem: { message: string } }>).detail.problem.message;
      });
    });
    await page.goto(`${host.url}#at=yesterday`);
    await shows('trade-status', '15 Jun 2023');
    await eventually('it is told', async () => (await page.title()).includes('time: expected'));
  });
});
