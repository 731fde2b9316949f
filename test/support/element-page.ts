import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { ClientMessage } from '../../protocol/client-messages.js';
import type { ClockState, TimelineInfo } from '../../protocol/timeline-info.js';
import { launchBrowser } from './browser.js';
import { startElementHost, type ElementHost } from './element-host.js';
import { eventually } from './eventually.js';
import { timelineInfo } from './feed-server.js';
import { figuresFor } from './figures.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const NOON = Date.UTC(2026, 10, 23, 12);
export const CLOCK: ClockState = { time: NOON, watermark: NOON, speed: 1, state: 'playing', loop: false };

/** Oftener than what makes figures stale. */
const BEAT_MS = 500;

/** A page of somebody else with elements on it, fresh for each test, on a feed that says what the test wants. */
export class ElementPage {
  browser!: Browser;
  host!: ElementHost;
  page!: Page;
  /** What was thrown, or told as an error in the console. */
  faults: string[] = [];
  #beat: ReturnType<typeof setInterval> | undefined;

  /** Opens the page with this in its body. */
  async open(body: string): Promise<void> {
    this.host.body = body;
    await this.page.goto(this.host.url);
  }

  /** Says what the feed has. */
  serve(...timelines: Partial<TimelineInfo>[]): void {
    const infos = timelines.map((fields) => timelineInfo({ clock: CLOCK, ...fields }));
    this.host.feed.hello = { ...this.host.feed.hello, timelines: infos };
  }

  /** Text of an element as it is rendered, its shadow root included. */
  async textOf(selector: string): Promise<string> {
    const text = await this.page
      .locator(selector)
      .evaluate((element) => element.shadowRoot?.textContent ?? '');
    return text.replaceAll(/\s+/g, ' ');
  }

  comesTo(selector: string, state: string): Promise<true> {
    return eventually(`${selector} is ${state}`, () =>
      this.page.locator(selector).evaluate((element, wanted) => element.matches(`:state(${wanted})`), state),
    );
  }

  shows(selector: string, text: string | RegExp): Promise<true> {
    return eventually(`${selector} shows ${String(text)}`, async () => {
      const shown = await this.textOf(selector);
      return typeof text === 'string' ? shown.includes(text) : text.test(shown);
    });
  }

  /** Rules that the page breaks, with the markup that does. */
  async audit(): Promise<string[]> {
    await this.#comeToRest();
    await this.page.evaluate(AXE);
    const result = await this.page.evaluate(() =>
      (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(),
    );
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  /** Waits for what appears or moves and comes to an end: half faded in, words have too little contrast. */
  async #comeToRest(): Promise<void> {
    await this.page.evaluate(async () => {
      const roots = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
        root,
        ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? roots(shadowRoot) : [])),
      ];
      const moving = roots(document).flatMap((root) => root.getAnimations());
      const ending = moving.filter(({ effect }) => effect!.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(ending.map(({ finished }) => finished));
    });
  }

  /** Has the feed go on saying that nothing is new until the test ends: a page under load is not to become stale. */
  keepLive(): void {
    this.#beat = setInterval(() => this.host.feed.sockets.length > 0 && this.host.feed.update({}), BEAT_MS);
  }

  /** Ends that. */
  stop(): void {
    clearInterval(this.#beat);
  }

  /** Views asked for, in order. */
  get views(): (ClientMessage & { type: 'subscribe' })[] {
    return this.host.feed.received.filter((message) => message.type === 'subscribe');
  }
}

/** Sets up such a page for the tests of a file. */
export function useElementPage(): ElementPage {
  const elements = new ElementPage();
  beforeAll(async () => {
    elements.browser = await launchBrowser();
    elements.host = await startElementHost();
  });
  afterAll(async () => {
    await elements.browser.close();
    await elements.host.close();
  });
  beforeEach(async () => {
    const { host } = elements;
    host.csp = null;
    host.feed.reset();
    host.feed.answer = (message) => figuresFor(message, NOON);
    elements.serve({});
    elements.page = await elements.browser.newPage({ viewport: { width: 900, height: 700 } });
    elements.faults = [];
    elements.page.on('pageerror', (error) => elements.faults.push(String(error)));
    elements.page.on('console', (line) => line.type() === 'error' && elements.faults.push(line.text()));
  });
  afterEach(() => {
    elements.stop();
    return elements.page.close();
  });
  return elements;
}
