import { describe, expect, it } from 'vitest';
import type { TradeChart } from '../../../client/elements/trade-chart.js';
import { CLOCK, NOON, useElementPage } from '../../support/element-page.js';
import { eventually } from '../../support/eventually.js';
import { figuresFor } from '../../support/figures.js';

const on = useElementPage();

const DAY = 86_400_000;
const CHART = '<trade-chart id="c" bucket="1d" last="60"></trade-chart>';

const isDrawn = (selector = 'trade-chart') =>
  eventually('it is drawn', async () => (await on.page.locator(`${selector} .u-over`).count()) > 0);

const zoomed = () => on.page.locator('#c').evaluate((chart) => (chart as TradeChart).zoomed);

/** Chart's plot area once zooming has been loaded, which a pointer near it does. */
async function approach(): Promise<{ left: number; width: number; middle: number }> {
  await isDrawn();
  const over = on.page.locator('#c .u-over');
  const loaded = on.page.waitForResponse(/chart-zoom/);
  await over.hover();
  await loaded;
  const box = (await over.boundingBox())!;
  return { left: box.x, width: box.width, middle: box.y + box.height / 2 };
}

describe('a chart', () => {
  it.each(['line', 'area', 'mirrored', 'stacked', 'bars'])(
    'of type %s has no fault that axe can find',
    async (type) => {
      await on.open(
        `<trade-chart type="${type}" by="flow" bucket="1mo" last="12" compare="year"></trade-chart>`,
      );
      await isDrawn();
      expect(await on.audit()).toEqual([]);
      expect(on.faults).toEqual([]);
    },
  );

  it('compares with the year before: asks for it, shows it in its legend, and not as time', async () => {
    await on.open('<trade-chart bucket="1mo" last="12" compare="year" label="Trade"></trade-chart>');
    await on.shows('trade-chart', /a year before ?[\d.]+/);
    expect(on.views[0]!.view.last).toBe(24);
    const extent = await on.page.locator('trade-chart').evaluate((chart) => (chart as TradeChart).extent);
    expect(extent).toEqual({ from: Date.UTC(2025, 11, 1), to: Date.UTC(2026, 10, 1) });
  });

  it('sums up from 1 January', async () => {
    await on.open('<trade-chart bucket="1mo" cumulate="year"></trade-chart>');
    await on.shows('trade-chart', 'Value per month, summed up from 1 January');
    const extent = await on.page.locator('trade-chart').evaluate((chart) => (chart as TradeChart).extent);
    expect(extent!.from).toBe(Date.UTC(2026, 0, 1));
  });

  it('names the year that is summed up, and the line beside it', async () => {
    await on.open('<trade-chart bucket="1mo" cumulate="year" compare="year"></trade-chart>');
    await on.shows('trade-chart', /2026 ?[\d.]+\s+a year before ?[\d.]+/);
  });

  it.each([
    ['compare="month"', 'compare: expected one of year, got "month"'],
    [
      'compare="year" bucket="1s"',
      "compare, cumulate: a view can't hold a year of 1s; expected bucket 1h to 1y",
    ],
    ['cumulate="year" measure="coverage" bucket="1mo"', "cumulate: coverage can't be summed up"],
    ['zoom="maybe"', 'zoom: expected one of on, off, got "maybe"'],
  ])('says what is wrong with %s', async (attributes, text) => {
    await on.open(`<trade-chart ${attributes}></trade-chart>`);
    await on.shows('trade-chart', text);
  });

  it('says the figures of the point that a key came to', async () => {
    await on.open('<trade-chart by="flow" bucket="1d" last="60"></trade-chart>');
    await isDrawn();
    await on.page.locator('trade-chart .plot').focus();
    await on.page.keyboard.press('ArrowLeft');
    await on.page.keyboard.press('ArrowLeft');
    const said = on.page.locator('trade-chart [aria-live]');
    await eventually('it is said', async () =>
      /^22 Nov 2026: exports FOB [\d.]+, imports CIF [\d.]+ bn CNY$/.test((await said.textContent()) ?? ''),
    );
  });
});

describe('cursors', () => {
  it('of the same name go together, over different buckets, and leave together', async () => {
    const charts =
      '<trade-chart id="a" sync="x" bucket="1d" last="60"></trade-chart><trade-chart id="b" sync="x" bucket="1mo" last="4"></trade-chart><trade-chart id="c" bucket="1d" last="60"></trade-chart>';
    await on.open(charts);
    for (const id of ['#a', '#b', '#c']) await isDrawn(id);
    await on.page.locator('#a .plot').focus();
    for (let press = 0; press < 30; press++) await on.page.keyboard.press('ArrowLeft');
    await on.shows('#a', '25 Oct 2026');
    await on.shows('#b', 'Oct 2026');
    expect(await on.textOf('#c')).not.toContain('25 Oct 2026');
    await on.page.keyboard.press('Escape');
    await eventually(
      'both are gone',
      async () => !/Oct 2026/.test((await on.textOf('#a')) + (await on.textOf('#b'))),
    );
  });
});

describe('zooming', () => {
  it('to what is dragged over holds while data comes, and leads back to live', async () => {
    await on.open(CHART);
    const { left, width, middle } = await approach();
    const told = on.page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener('trade-zoom', (event) => resolve((event as CustomEvent).detail)),
        ),
    );
    await on.page.mouse.move(left + width * 0.25, middle);
    await on.page.mouse.down();
    await on.page.mouse.move(left + width * 0.4, middle);
    await on.page.mouse.move(left + width * 0.5, middle);
    await on.page.mouse.up();
    const window = (await eventually('it is zoomed', zoomed)) as { from: number; to: number };
    expect((window.to - window.from) / DAY).toBeCloseTo(59 * 0.25, 0);
    expect(await told).toEqual({ window });
    const { id } = on.views[0]!;
    const later = NOON + 3 * DAY;
    on.host.feed.update(
      { [id]: figuresFor(on.views[0]!, later) },
      { demo: { ...CLOCK, time: later, watermark: later } },
    );
    await eventually('data has come', async () =>
      on.page.locator('#c').evaluate((chart, end) => (chart as TradeChart).extent!.to > end, NOON),
    );
    expect(await zoomed()).toEqual(window);
    expect(await on.audit()).toEqual([]);
    await on.page.getByRole('button', { name: 'Back to live' }).click();
    await eventually('all is shown', async () => (await zoomed()) === null);
    expect(await on.page.getByRole('button', { name: 'Back to live' }).count()).toBe(0);
  });

  it('goes by keys: nearer, along, and back', async () => {
    await on.open(CHART);
    await isDrawn();
    const loaded = on.page.waitForResponse(/chart-zoom/);
    await on.page.locator('#c .plot').focus();
    await loaded;
    await eventually('keys are heard', async () => {
      await on.page.keyboard.press('+');
      return zoomed();
    });
    const near = (await zoomed())!;
    await on.page.keyboard.press('Shift+ArrowLeft');
    const along = (await zoomed())!;
    expect(along.from).toBeLessThan(near.from);
    expect(along.to - along.from).toBeCloseTo(near.to - near.from);
    await on.page.keyboard.press('0');
    expect(await zoomed()).toBeNull();
  });

  it('leaves a wheel alone to the page, and takes it with Ctrl', async () => {
    await on.open(`${CHART}<div style="height: 2000px"></div>`);
    await approach();
    await on.page.mouse.wheel(0, -300);
    expect(await zoomed()).toBeNull();
    await on.page.keyboard.down('Control');
    await on.page.mouse.wheel(0, -300);
    await eventually('it is zoomed', zoomed);
    await on.page.keyboard.up('Control');
  });

  it('is not there where its page does not want it', async () => {
    await on.open('<trade-chart id="c" bucket="1d" zoom="off"></trade-chart>');
    await isDrawn();
    await on.page.locator('#c .plot').focus();
    await on.page.keyboard.press('+');
    expect(await zoomed()).toBeNull();
  });
});
