import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../protocol/server-messages.js';
import { CLOCK, NOON, useElementPage } from '../../support/element-page.js';
import { eventually } from '../../support/eventually.js';
import { figuresFor } from '../../support/figures.js';

const on = useElementPage();

const EACH = {
  'trade-spark': '<trade-spark bucket="1d" last="30" figure></trade-spark>',
  'trade-balance': '<trade-balance></trade-balance>',
  'trade-ticker': '<trade-ticker></trade-ticker>',
  'trade-filter': '<trade-filter></trade-filter>',
};

describe.each(Object.entries(EACH))('%s', (tag, markup) => {
  it.each(['dark', 'light'] as const)(
    'passes an accessibility audit in each state, in %s',
    async (colorScheme) => {
      await on.page.emulateMedia({ colorScheme });
      on.host.feed.hello = { ...on.host.feed.hello };
      await on.open(`<style>:root { color-scheme: light dark; background: Canvas }</style>${markup}`);
      await on.comesTo(tag, 'live');
      expect(await on.audit(), 'live').toEqual([]);
      on.host.feed.isRefusing = true;
      on.host.feed.dropViewers();
      await on.comesTo(tag, 'offline');
      expect(await on.audit(), 'offline').toEqual([]);
      expect(on.faults.filter((fault) => !fault.includes('WebSocket'))).toEqual([]);
    },
  );

  it('says what is wrong in its place', async () => {
    await on.open(markup.replace('></', ' timeline="gone"></'));
    await on.shows(tag, 'timeline: expected one of demo, got "gone"');
    expect(await on.audit()).toEqual([]);
  });

  it('leaves nothing running when it is removed', async () => {
    await on.open(markup);
    await on.comesTo(tag, 'live');
    await on.page.locator(tag).evaluate((element) => element.remove());
    await eventually('the socket is closed', () =>
      on.host.feed.sockets.every(({ readyState }) => readyState === 3),
    );
  });
});

describe('a spark', () => {
  it('is named by a sentence, and goes through its points by keys', async () => {
    await on.open('<trade-spark bucket="1d" last="30"></trade-spark>');
    await on.comesTo('trade-spark', 'live');
    const line = on.page.locator('trade-spark [part=line]');
    expect(await line.getAttribute('aria-label')).toMatch(
      /Value per day: latest [\d.]+.bn CNY, highest .*, lowest /,
    );
    await line.focus();
    await on.page.keyboard.press('ArrowLeft');
    const said = on.page.locator('trade-spark [aria-live]');
    expect(await said.textContent()).toMatch(/^22 Nov 2026: [\d.]+.bn CNY$/);
    await on.page.keyboard.press('Home');
    expect(await said.textContent()).toMatch(/^25 Oct 2026: /);
    await on.page.keyboard.press('Escape');
    expect(await said.textContent()).toBe('');
  });

  it('shows the point under a mouse or a finger, moves nothing for it, and keeps what was touched', async () => {
    await on.open(
      '<div id="words"><trade-spark bucket="1d" last="30"></trade-spark> is what trade was</div>',
    );
    await on.comesTo('trade-spark', 'live');
    const line = on.page.locator('trade-spark [part=line]');
    const { x, y, width, height } = (await line.boundingBox())!;
    const words = on.page.locator('#words');
    const room = await words.boundingBox();
    const readout = on.page.locator('trade-spark [part=readout]');
    await on.page.mouse.move(x + 1, y + height / 2);
    expect(await readout.textContent()).toMatch(/^25 Oct 2026: [\d.]+.bn CNY$/);
    await on.page.mouse.move(x + width - 1, y + height / 2);
    expect(await readout.textContent()).toMatch(/^22 Nov 2026: /);
    expect(await words.boundingBox()).toEqual(room);
    await on.page.mouse.move(0, 0);
    await readout.waitFor({ state: 'detached' });
    const at = { bubbles: true, composed: true, pointerType: 'touch', clientX: x + 1, clientY: y + 1 };
    await line.dispatchEvent('pointerdown', at);
    await line.dispatchEvent('pointerleave', at);
    expect(await readout.textContent()).toMatch(/^25 Oct 2026: /);
  });

  it('is broken where a figure is unknown', async () => {
    on.host.feed.answer = (message) => {
      const update = figuresFor(message, NOON);
      const rows = update.rows.map((row, index): Cell[] => (index === 10 ? [row[0]!, null] : [...row]));
      return { ...update, rows };
    };
    await on.open('<trade-spark bucket="1d" last="30"></trade-spark>');
    await on.comesTo('trade-spark', 'live');
    const path = await on.page.locator('trade-spark .line').getAttribute('d');
    expect(path!.match(/M/g)).toHaveLength(2);
  });

  it('stands in a figure that asks for one', async () => {
    await on.open('<trade-kpi spark="1d"></trade-kpi>');
    await on.page.locator('trade-kpi [part=spark] .line').waitFor();
    expect(on.views.map(({ view }) => [view.bucket, view.last])).toContainEqual(['1d', 90]);
    expect(await on.audit()).toEqual([]);
  });
});

describe('a balance', () => {
  const answerWith = (exports: number | null, imports: number | null): void => {
    on.host.feed.answer = ({ view }) => {
      const start = Date.UTC(2026, 0, 1);
      const rows: Cell[][] = [
        [start, 'export', exports],
        [start, 'import', imports],
      ];
      return {
        kind: 'snapshot',
        window: { from: start, to: start },
        columns: ['bucket', 'flow', view.measures[0]!],
        rows,
      };
    };
  };

  it('sets the flows against each other, with valuation, balance and coverage', async () => {
    answerWith(3e9, 2e9);
    await on.open(EACH['trade-balance']);
    await on.shows('trade-balance', /Value, 2026.*exports FOB 3\.00.bn CNY.*imports CIF 2\.00.bn CNY/);
    await on.shows('trade-balance', /surplus 1\.00.bn CNY · exports cover imports 150\.0.%/);
    const [bar, whole] = await on.page
      .locator('trade-balance')
      .evaluate(({ shadowRoot }) =>
        ['[part=export-bar]', '[part=bar]'].map(
          (part) => shadowRoot!.querySelector(part)!.getBoundingClientRect().width,
        ),
      );
    expect(bar! / whole!).toBeCloseTo(0.6, 1);
  });

  it('has no balance where a flow is unknown', async () => {
    answerWith(3e9, null);
    await on.open(EACH['trade-balance']);
    await on.shows('trade-balance', /imports CIF –.*not reported/);
    expect(await on.page.locator('trade-balance [part=bar]').count()).toBe(0);
  });

  it('speaks Chinese, and says a deficit', async () => {
    answerWith(1e9, 2e9);
    await on.open(`<div lang="zh">${EACH['trade-balance']}</div>`);
    await on.shows('trade-balance', /出口FOB|出口 FOB/);
    await on.shows('trade-balance', /逆差 10\.00亿元 · 出口对进口覆盖率 50\.0.?%/);
  });

  it('says that a timeline of one flow has none', async () => {
    on.serve({ flows: ['export'] });
    await on.open(EACH['trade-balance']);
    await on.shows('trade-balance', 'demo does not tell exports and imports apart; use trade-kpi');
  });
});

describe('a ticker', () => {
  const second = (ago: number): number => NOON - ago * 1_000;
  const serveRecords = (): void => {
    on.serve({ dimensions: ['flow', 'partner', 'commodity'] });
    on.host.feed.answer = ({ view }) => ({
      kind: 'snapshot',
      window: { from: second(30), to: second(0) },
      columns: ['bucket', 'partner', 'commodity', ...view.measures],
      rows:
        view.where.flow?.[0] === 'export'
          ? [
              [second(2), 'USA', '85', 5_000, 2, 1],
              [second(2), 'other', '85', 9_000, 2, 4],
              [second(0), 'DEU', '84', 1, 1, 1],
            ]
          : [[second(1), 'JPN', '87', 7_000, null, 3]],
    });
  };

  it('shows what moved in the newest closed seconds, what a line is, and how many records it sums up', async () => {
    serveRecords();
    await on.open('<trade-ticker></trade-ticker>');
    await on.shows('trade-ticker', 'Latest movements one line per second, partner, HS chapter');
    const lines = on.page.locator('trade-ticker li');
    await eventually('both flows have come', async () => (await lines.count()) === 2);
    await on.shows('trade-ticker', 'United States');
    const texts = (await lines.allTextContents()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
    expect(texts[0]).toMatch(/^11:59:59 ↙ imports Japan · 87 · 3.records 7\.00.K CNY$/);
    expect(texts[1]).toMatch(/^11:59:58 ↗ exports United States · 85 5\.00.K CNY · 2\.00.t$/);
  });

  it('holds its lines until it is to go on', async () => {
    serveRecords();
    await on.open('<trade-ticker></trade-ticker>');
    const lines = on.page.locator('trade-ticker li');
    await eventually('both flows have come', async () => (await lines.count()) === 2);
    const button = on.page.locator('trade-ticker [part=pause]');
    await button.click();
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    on.host.feed.update({}, { demo: { ...CLOCK, time: NOON + 1_000, watermark: NOON + 1_000 } });
    await button.click();
    await eventually('the next second is shown', async () => (await lines.count()) === 3);
  });
});

describe('a filter', () => {
  it('filters the elements inside it, and tells the page', async () => {
    await on.open('<trade-filter><trade-kpi></trade-kpi></trade-filter><trade-kpi id="outside"></trade-kpi>');
    await on.comesTo('trade-filter', 'live');
    const chosen = on.page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener('trade-filter', (event) => resolve((event as CustomEvent).detail)),
        ),
    );
    await on.page.locator('trade-filter select').selectOption({ label: 'Japan' });
    expect(await chosen).toEqual({ dimension: 'partner', codes: ['JPN'] });
    await eventually('the element inside asks for Japan', () =>
      on.views.some(({ view }) => view.where.partner?.[0] === 'JPN' && view.measures.length === 1),
    );
    const kpis = on.views.filter(({ view }) => view.by.length === 0);
    expect(kpis.map(({ view }) => view.where.partner ?? null)).toEqual([null, ['JPN']]);
    expect(await on.page.locator('trade-filter').getAttribute('codes')).toBe('JPN');
  });

  it('filters all that use the source it is for, and lets several be chosen', async () => {
    await on.open(`<trade-source id="s"><trade-kpi></trade-kpi></trade-source>
      <trade-filter for="s" source="s" multiple></trade-filter>`);
    await on.comesTo('trade-filter', 'live');
    await on.page.locator('trade-filter summary').click();
    await on.page.locator('trade-filter').getByLabel('Germany').check();
    await on.page.locator('trade-filter').getByLabel('Japan').check();
    await eventually(
      'the source has both',
      async () => (await on.page.locator('trade-source').getAttribute('partner')) === 'DEU,JPN',
    );
    expect(await on.audit()).toEqual([]);
    await on.page.locator('trade-filter').getByRole('button', { name: 'Show all' }).click();
    await eventually(
      'the source has none',
      async () => (await on.page.locator('trade-source').getAttribute('partner')) === null,
    );
  });

  it.each([
    ['by="port"', 'by: demo is broken down by flow, partner, not by port'],
    ['for="nothing"', 'for: there is no <trade-source id="nothing">'],
  ])('says what is wrong with %s', async (attribute, text) => {
    await on.open(`<trade-filter ${attribute}></trade-filter>`);
    await on.shows('trade-filter', text);
  });
});
