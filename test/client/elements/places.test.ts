import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TradeElement } from '../../../client/elements/trade-element.js';
import { HALVED, quietAlerts } from '../../support/alerts.js';
import { startElementHost, type ElementHost } from '../../support/element-host.js';
import { NOON, useElementPage } from '../../support/element-page.js';
import { EVERY_ELEMENT } from '../../support/every-element.js';
import { eventually } from '../../support/eventually.js';
import { figuresFor } from '../../support/figures.js';

const on = useElementPage();

/** Another site with a feed of its own. */
let other: ElementHost;

beforeAll(async () => {
  other = await startElementHost();
});
afterAll(() => other.close());

/** A source shows nothing, but stands around each. */
const SHOWN = Object.entries(EVERY_ELEMENT).filter(([tag]) => tag !== 'trade-source');

/** Nothing inline and nothing evaluated: not even an inline style. */
const STRICT = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:";

/** Not of the elements: the feed has no chapters. */
const ownFaults = (): string[] => on.faults.filter((fault) => !fault.includes('Failed to load resource'));

function isLive(element: Locator): Promise<true> {
  return eventually('it is live', async () => {
    const isDefined = (await element.count()) > 0;
    return isDefined && element.evaluate((one) => one.matches(':state(live)'));
  });
}

/** Unusual flows are asked for once the feed is live: there is nothing to save before. */
async function savedCsv(element: Locator): Promise<string> {
  await eventually('there is something to save', () =>
    element.evaluate((one) => (one as TradeElement).exported !== null),
  );
  return element.evaluate((one) => (one as TradeElement).toCsv());
}

describe.each(SHOWN)('%s works', (tag, markup) => {
  it('in the shadow root of somebody else', async () => {
    await on.open('');
    await on.page.evaluate((markup) => {
      class SomeCard extends HTMLElement {
        connectedCallback(): void {
          this.attachShadow({ mode: 'open' }).innerHTML = `<trade-source>${markup}</trade-source>`;
        }
      }
      customElements.define('some-card', SomeCard);
      document.querySelector('main')!.append(document.createElement('some-card'));
    }, markup);
    on.keepLive();
    await isLive(on.page.locator(`some-card ${tag}`));
    expect(ownFaults()).toEqual([]);
  });

  it('under a policy that forbids all that is inline, and eval', async () => {
    on.host.csp = STRICT;
    await on.open(`<trade-source>${markup}</trade-source>`);
    on.keepLive();
    await isLive(on.page.locator(tag));
    expect(ownFaults()).toEqual([]);
  });

  it('in a frame of another origin that may do nothing but run scripts', async () => {
    on.host.json = { '/api/alerts': quietAlerts({ alerts: [HALVED] }) };
    on.host.body = `<trade-source>${markup}</trade-source>`;
    const framed = on.host.url.replace('127.0.0.1', 'localhost');
    await on.page.goto(`${on.host.url}framing?${framed}`);
    on.keepLive();
    const element = on.page.frameLocator('iframe').locator(tag);
    await isLive(element);
    expect(await element.evaluate(() => [self.origin, isSecureContext])).toEqual(['null', true]);
    expect(await savedCsv(element)).toContain('SIMULATED');
    expect(ownFaults()).toEqual([]);
  });

  it('on two feeds of one page, each as its own says', async () => {
    const [info] = on.host.feed.hello.timelines;
    other.feed.reset();
    other.feed.hello = { ...on.host.feed.hello, timelines: [{ ...info!, name: 'other', currency: 'USD' }] };
    other.feed.answer = (message) => figuresFor(message, NOON);
    const src = `${other.url.replace('http', 'ws')}feed`;
    await on.open(
      `<trade-source id="a">${markup}</trade-source><trade-source id="b" src="${src}">${markup}</trade-source>`,
    );
    on.keepLive();
    await isLive(on.page.locator(`#a > ${tag}`));
    const timelines = await eventually('both have come', () =>
      on.page.locator(tag).evaluateAll((all) => {
        const names = all.map((one) => (one as TradeElement).exported?.timeline.name);
        return !names.includes(undefined) && names;
      }),
    );
    expect(timelines).toEqual(['demo', 'other']);
    expect(ownFaults()).toEqual([]);
  });
});
