import { describe, expect, it } from 'vitest';
import type { FigureElement } from '../../../client/elements/figure-element.js';
import { useElementPage } from '../../support/element-page.js';
import { eventually } from '../../support/eventually.js';

const on = useElementPage();

const EACH = {
  'trade-treemap': '<trade-treemap by="partner"></trade-treemap>',
  'trade-flow': '<trade-flow></trade-flow>',
  'trade-map': '<trade-map></trade-map>',
};

const SHAPES = {
  'trade-treemap': '.tile',
  'trade-flow': '.ribbon',
  'trade-map': '.partner .spot',
};

describe.each(Object.entries(EACH))('%s', (tag, markup) => {
  const isDrawn = () =>
    eventually(
      'it is drawn',
      async () =>
        (await on.page.locator(`${tag} ${SHAPES[tag as keyof typeof SHAPES]}`).count()) > 0 &&
        (await on.textOf(tag)).includes('by partner'),
    );

  it.each(['dark', 'light'] as const)(
    'passes an accessibility audit in each state, in %s',
    async (colorScheme) => {
      await on.page.emulateMedia({ colorScheme });
      await on.open(`<style>:root { color-scheme: light dark; background: Canvas }</style>${markup}`);
      await isDrawn();
      expect(await on.audit(), 'live').toEqual([]);
      on.host.feed.isRefusing = true;
      on.host.feed.dropViewers();
      await on.comesTo(tag, 'offline');
      expect(await on.audit(), 'offline').toEqual([]);
    },
  );

  it('goes through its parts by keys, largest first, and says their figures', async () => {
    await on.open(markup);
    await isDrawn();
    const picture = on.page.locator(`${tag} .picture`);
    await eventually('names have come', async () =>
      ((await picture.getAttribute('aria-label')) ?? '').includes('United States'),
    );
    expect(await picture.getAttribute('aria-label')).toMatch(
      /^Value by partner, 2026\. Largest: .*United States.*\.$/,
    );
    await picture.focus();
    await on.page.keyboard.press('ArrowRight');
    const said = on.page.locator(`${tag} [aria-live]`);
    expect(await said.textContent()).toMatch(/United States.*bn CNY/);
    await on.page.keyboard.press('Escape');
    expect(await said.textContent()).toBe('');
  });

  it('tells a pointer what is under it, without saying it aloud', async () => {
    await on.open(markup);
    await isDrawn();
    await on.page
      .locator(`${tag} ${SHAPES[tag as keyof typeof SHAPES]}`)
      .first()
      .hover();
    await eventually('it is read out', async () =>
      /bn CNY/.test((await on.page.locator(`${tag} [part=readout]`).textContent()) ?? ''),
    );
    expect(await on.page.locator(`${tag} [aria-live]`).textContent()).toBe('');
  });

  it('has a table one key away, and a picture under a strict content security policy', async () => {
    on.host.csp = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:";
    await on.open(markup);
    await isDrawn();
    const bytes = await on.page
      .locator(tag)
      .evaluate(async (element) => (await (element as FigureElement).toPng()).size);
    expect(bytes).toBeGreaterThan(5_000);
    await on.page.locator(`${tag} .picture`).press('t');
    await on.shows(tag, /United States.*Japan.*Germany/);
    await on.page.keyboard.press('t');
    await isDrawn();
    expect(on.faults).toEqual([]);
  });

  it.each([
    ['measure="balance"', 'measure: expected one of value, tonnage, records, tonnageRate, valueYearToDate'],
    ['top="many"', 'top: '],
    ['timeline="gone"', 'timeline: expected one of demo, got "gone"'],
  ])('says what is wrong with %s', async (attribute, text) => {
    await on.open(markup.replace('></', ` ${attribute}></`));
    await on.shows(tag, text);
    expect(on.faults).toEqual([]);
  });

  it('says what it would take where the records do not tell partners apart', async () => {
    on.serve({ dimensions: ['flow'] });
    await on.open(markup.replace(' by="partner"', ''));
    await on.shows(tag, /demo is not broken down by/);
  });
});

describe('a treemap', () => {
  it('follows the convention for the colour of a rise, and says the change by an arrow too', async () => {
    await on.open(`<div lang="zh">${EACH['trade-treemap']}</div>`);
    await eventually(
      'tiles are red',
      async () => (await on.page.locator('trade-treemap .tile.bad').count()) > 0,
    );
    await on.page.locator('trade-treemap').evaluate((element) => element.setAttribute('rise', 'green'));
    await eventually(
      'tiles are green',
      async () => (await on.page.locator('trade-treemap .tile.good').count()) > 0,
    );
    await on.shows('trade-treemap', '▲');
  });

  it('names by its code what its name is too wide for', async () => {
    await on.open(
      '<trade-treemap by="partner" label="2026" style="inline-size: 46px; block-size: 500px"></trade-treemap>',
    );
    const whole = on.page.locator('trade-treemap .picture');
    await eventually('names have come', async () =>
      /United States/.test((await whole.getAttribute('aria-label')) ?? ''),
    );
    expect(await on.page.locator('trade-treemap .name').allTextContents()).toEqual(['USA', 'JPN', 'DEU']);
  });

  it('has the amount where there is room for no more beside the name', async () => {
    await on.open(
      '<trade-treemap by="partner" style="inline-size: 400px; block-size: 118px"></trade-treemap>',
    );
    const largest = on.page.locator('trade-treemap .tile', { hasText: 'United States' });
    await largest.waitFor();
    expect(await largest.locator('.figure').allTextContents()).toHaveLength(1);
  });
});

describe('a flow', () => {
  it('of one grouping goes through the country: imports in, exports out', async () => {
    await on.open(EACH['trade-flow']);
    await on.page.locator('trade-flow .ribbon').first().waitFor();
    expect(on.views[0]!.view).toMatchObject({ by: ['partner', 'flow'], top: 8 });
    expect(await on.page.locator('trade-flow .ribbon.import').count()).toBe(1);
    expect(await on.page.locator('trade-flow .ribbon.export').count()).toBe(2);
  });

  it('of two goes from the one to the other', async () => {
    on.serve({ dimensions: ['flow', 'partner', 'commodity'] });
    await on.open('<trade-flow by="commodity:2 partner" flow="export"></trade-flow>');
    await on.page.locator('trade-flow .ribbon.export').first().waitFor();
    expect(on.views[0]!.view).toMatchObject({ by: ['commodity:2', 'partner'], where: { flow: ['export'] } });
  });
});

describe('a map', () => {
  const GEOMETRY = {
    type: 'FeatureCollection',
    features: [
      ['CHN', 100],
      ['USA', -100],
      ['JPN', 135],
    ].map(([id, west]) => ({
      type: 'Feature',
      id,
      properties: null,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [west, 30],
            [west, 40],
            [Number(west) + 10, 40],
            [Number(west) + 10, 30],
            [west, 30],
          ],
        ],
      },
    })),
  };

  it('has an arc for what goes to a partner and one for what comes from it, from the middle of the map', async () => {
    await on.open(EACH['trade-map']);
    await eventually('arcs are drawn', async () => (await on.page.locator('trade-map .arc').count()) === 3);
    expect(await on.page.locator('trade-map .country').count()).toBeGreaterThan(150);
  });

  it('has circles where nobody says whose trade it is, and arcs where somebody does', async () => {
    on.serve({ kind: 'replay' });
    await on.open(EACH['trade-map']);
    await on.page.locator('trade-map .partner').first().waitFor();
    expect(await on.page.locator('trade-map .arc').count()).toBe(0);
    await on.page.locator('trade-map').evaluate((map) => map.setAttribute('home', 'BRA'));
    await eventually('arcs are drawn', async () => (await on.page.locator('trade-map .arc').count()) === 3);
  });

  it('takes the boundaries that its page prescribes, and says which partners have no place in them', async () => {
    on.host.json = { '/mine.json': GEOMETRY };
    const before = on.host.visits.length;
    await on.open('<trade-map geometry="/mine.json"></trade-map>');
    await eventually(
      'they are drawn',
      async () => (await on.page.locator('trade-map .country').count()) === 3,
    );
    await on.shows('trade-map', '1 more have no place on this map');
    expect(on.host.visits.slice(before).some((path) => path.includes('countries-110m'))).toBe(false);
    await on.page.locator('trade-map').evaluate((map, shapes) => Object.assign(map, { shapes }), {
      ...GEOMETRY,
      features: GEOMETRY.features.slice(0, 2),
    });
    await eventually(
      'others are drawn',
      async () => (await on.page.locator('trade-map .country').count()) === 2,
    );
  });

  it('says what an address of shapes has to be', async () => {
    await on.open('<trade-map geometry="/nothing.json"></trade-map>');
    await on.shows(
      'trade-map',
      'geometry: expected the address of a TopoJSON or GeoJSON, got "/nothing.json"',
    );
  });
});
