import { beforeEach, describe, expect, it } from 'vitest';
import type { TradeElement } from '../../../client/elements/trade-element.js';
import { HALVED, quietAlerts } from '../../support/alerts.js';
import { useElementPage } from '../../support/element-page.js';
import { EVERY_ELEMENT } from '../../support/every-element.js';
import { eventually } from '../../support/eventually.js';

const on = useElementPage();

/** A source shows nothing that could be exported. */
const SHOWN = Object.entries(EVERY_ELEMENT).filter(([tag]) => tag !== 'trade-source');

const PROVENANCE = /SIMULATED,demo,CNY,exports FOB imports CIF,2026-11-23T12:00:00Z$/;

const textOf = (tag: string, format: 'toCsv' | 'toJson'): Promise<string> =>
  on.page
    .locator(tag)
    .evaluate((element, name: 'toCsv' | 'toJson') => (element as TradeElement)[name](), format);

/** Nothing inline and nothing evaluated: exports are to be had there too. */
const STRICT = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:";

describe.each(SHOWN)('%s', (tag, markup) => {
  beforeEach(async () => {
    on.host.json = { '/api/alerts': quietAlerts({ alerts: [HALVED] }) };
    on.host.csp = STRICT;
    await on.open(markup);
    on.keepLive();
    await on.comesTo(tag, 'live');
    await eventually('it can be seen', () =>
      on.page.locator(tag).evaluate(({ shadowRoot }) => shadowRoot!.querySelector('[part~=base]') !== null),
    );
  });

  it('gives CSV that says on each row what kind of figures it has', async () => {
    const [header, ...rows] = (await textOf(tag, 'toCsv')).trim().split('\r\n');
    expect(header).toMatch(/,kind,timeline,currency,valuation,asOf$/);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatch(PROVENANCE);
  });

  it('gives JSON with a title, the timeline and as many rows', async () => {
    const json = JSON.parse(await textOf(tag, 'toJson')) as {
      title: string;
      timeline: { kind: string };
      asOf: number;
      columns: unknown[];
      rows: unknown[][];
    };
    expect(json.title).not.toBe('');
    expect(json.timeline.kind).toBe('simulated');
    expect(json.asOf).toBe(Date.UTC(2026, 10, 23, 12));
    for (const row of json.rows) expect(row).toHaveLength(json.columns.length);
    expect(json.rows).toHaveLength((await textOf(tag, 'toCsv')).trim().split('\r\n').length - 1);
  });

  it('gives a PNG in which something is painted between title and source', async () => {
    if (tag === 'trade-chart') await on.page.locator(`${tag} canvas`).waitFor();
    const colors = await on.page.locator(tag).evaluate(async (element) => {
      const bitmap = await createImageBitmap(await (element as TradeElement).toPng());
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const words = new Uint32Array(data.buffer);
      return { width: bitmap.width, height: bitmap.height, colors: new Set(words).size };
    });
    expect(colors.width).toBeGreaterThanOrEqual(24 * 16);
    expect(colors.height).toBeGreaterThan(60);
    expect(colors.colors).toBeGreaterThan(16);
    expect(on.faults.filter((fault) => !fault.includes('Failed to load resource'))).toEqual([]);
  });
});

describe('an element without anything to export', () => {
  it.each(SHOWN)('%s says so to who asks', async (tag, markup) => {
    on.host.feed.isRefusing = true;
    await on.open(markup);
    await on.comesTo(tag, 'offline');
    const said = await on.page
      .locator(tag)
      .evaluate((element) => (element as TradeElement).toCsv().catch((error: Error) => error.message));
    expect(said).toBe(
      `<${tag}>: there is nothing to export yet; wait until its state is no longer “connecting”`,
    );
  });
});
