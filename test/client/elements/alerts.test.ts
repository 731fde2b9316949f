import type { Route } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TradeAlerts } from '../../../client/elements/trade-alerts.js';
import type { TradeChart } from '../../../client/elements/trade-chart.js';
import { HALVED, quietAlerts } from '../../support/alerts.js';
import { CLOCK, NOON, useElementPage } from '../../support/element-page.js';
import { eventually } from '../../support/eventually.js';

const on = useElementPage();
const DAY = 86_400_000;

function answer(fields: Parameters<typeof quietAlerts>[0]): void {
  on.host.json = { '/api/alerts': quietAlerts(fields) };
}

const asked = (): number => on.host.visits.filter((path) => path === '/api/alerts').length;

describe('<trade-alerts>', () => {
  beforeEach(() => {
    on.host.visits.length = 0;
    on.serve({ kind: 'replay' });
    answer({ alerts: [HALVED] });
  });

  it('passes the audit, and says what is unusual, by how much and since when', async () => {
    await on.open('<trade-status></trade-status><trade-alerts></trade-alerts>');
    on.keepLive();
    await on.shows('trade-alerts', 'Japan · exports');
    await on.shows('trade-alerts', /▼.50\.0.%/);
    await on.shows('trade-alerts', 'since 9 Nov 2026');
    expect(await on.audit()).toEqual([]);
    expect(on.faults).toEqual([]);
  });

  it('says it in Chinese', async () => {
    await on.open('<div lang="zh-CN"><trade-alerts></trade-alerts></div>');
    on.keepLive();
    await on.shows('trade-alerts', '实际123亿元，预期246亿元');
  });

  it('says that nothing is unusual, why nothing can be said, or nothing at all', async () => {
    answer({});
    await on.open('<trade-alerts></trade-alerts><trade-alerts id="hidden" quiet="hide"></trade-alerts>');
    on.keepLive();
    await on.shows('trade-alerts:not([id])', 'Nothing unusual among 182 flows');
    await on.shows('#hidden', /^\s*$/);
    answer({ obstacle: 'short-history', judged: 0, judgedFrom: Date.UTC(2027, 3, 1) });
    await on.open('<trade-alerts></trade-alerts>');
    await on.shows('trade-alerts', 'What is usual will be known from 1 Apr 2027 on');
  });

  it('counts those that there is no room for, and has those that are over where they are wanted', async () => {
    const over = { ...HALVED, id: 'over', code: 'DEU', to: Date.UTC(2026, 10, 20), ending: 'back' as const };
    answer({ alerts: [HALVED, { ...HALVED, id: 'more', code: 'USA' }, over] });
    await on.open('<trade-alerts rows="1"></trade-alerts><trade-alerts id="past" past></trade-alerts>');
    on.keepLive();
    await on.shows('trade-alerts:not([id])', '1 more');
    await on.shows('#past', 'Germany · exports');
  });

  it('marks the span on a chart and tells the page', async () => {
    await on.open(
      '<trade-chart id="c" bucket="1d" last="60"></trade-chart><trade-alerts for="c"></trade-alerts>',
    );
    on.keepLive();
    // By code until the names have come.
    const marks = await eventually('the chart is marked', () =>
      on.page.locator('trade-chart').evaluate((chart) => {
        const { marks } = chart as TradeChart;
        return marks?.some(({ label }) => label.startsWith('Japan')) && marks;
      }),
    );
    expect(marks).toEqual([
      {
        time: HALVED.from,
        end: quietAlerts().at,
        label: 'Japan · exports ▼\u00a050.0\u00a0%',
        isAlert: true,
      },
    ]);
  });

  it('asks again when the playhead has passed what was judged, and not before', async () => {
    await on.open('<trade-alerts></trade-alerts>');
    on.keepLive();
    await on.shows('trade-alerts', 'Japan');
    expect(asked()).toBe(1);
    answer({ at: quietAlerts().next, next: quietAlerts().next + DAY });
    on.host.feed.update({}, { demo: { ...CLOCK, time: NOON + DAY } });
    await on.shows('trade-alerts', 'Nothing unusual');
    expect(asked()).toBe(2);
  });

  it('is connecting until the server has said what is unusual, and asks as soon as the feed is live', async () => {
    on.host.json = {};
    const held: Route[] = [];
    await on.page.route('**/api/alerts*', (route) => void held.push(route));
    await on.open('<trade-alerts></trade-alerts>');
    on.keepLive();
    await eventually('it is asked', () => held.length === 1);
    await on.comesTo('trade-alerts', 'connecting');
    await on.shows('trade-alerts', 'Unusual flows');
    await expect(
      on.page.locator('trade-alerts').evaluate((element) => (element as TradeAlerts).toCsv()),
    ).rejects.toThrow('wait until its state is no longer “connecting”');
    await held[0]!.fulfill({ json: quietAlerts() });
    await on.comesTo('trade-alerts', 'replaying');
  });

  it('says that the server has no answer, and goes on with the one before where there was one', async () => {
    on.host.json = {};
    await on.open('<trade-alerts></trade-alerts>');
    on.keepLive();
    await on.comesTo('trade-alerts', 'error');
    await on.shows('trade-alerts', 'what is unusual can’t be asked: Error: 404 Not Found; it is asked again');
    expect(await on.audit()).toEqual([]);
    answer({ alerts: [HALVED] });
    await on.open('<trade-alerts></trade-alerts>');
    await on.shows('trade-alerts', 'Japan');
    on.host.json = {};
    const refused = on.page.waitForEvent('console', (line) =>
      line.text().includes('alerts are as they were'),
    );
    on.host.feed.update({}, { demo: { ...CLOCK, time: NOON + DAY } });
    await refused;
    expect(await on.textOf('trade-alerts')).toContain('Japan');
  });

  it('has all of them as a table, ordered by any column, with what it shows beside them', async () => {
    const over = {
      ...HALVED,
      id: 'over',
      code: 'DEU',
      to: Date.UTC(2026, 10, 20),
      observed: 36e9,
      change: 0.5,
    };
    answer({ alerts: [HALVED, over] });
    await on.open('<trade-alerts past rows="1" tools="table csv" id="a"></trade-alerts>');
    on.keepLive();
    await on.page.getByRole('button', { name: 'Table', exact: true }).click();
    const table = on.page.locator('trade-alerts table');
    const cells = (): Promise<string[][]> =>
      table
        .locator('tbody tr')
        .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent.trim())));
    await eventually('names have come', async () => (await cells())[0]![0] === 'Japan · exports');
    expect(await cells()).toEqual([
      ['Japan · exports', '▼\u00a050.0\u00a0%', '12.3', '24.6', '9 Nov 2026', 'goes on'],
      ['Germany · exports', '▲\u00a050.0\u00a0%', '36.0', '24.6', '9 Nov 2026', '19 Nov 2026'],
    ]);
    await table.getByRole('button', { name: 'Observed, bn CNY' }).click();
    expect((await cells()).map(([name]) => name)).toEqual(['Germany · exports', 'Japan · exports']);
    expect(await on.audit()).toEqual([]);
  });

  it('can be followed by a table', async () => {
    await on.open('<trade-alerts id="a"></trade-alerts><trade-table for="a" label="Told"></trade-table>');
    on.keepLive();
    await on.shows('trade-table', /Told.*Observed, bn CNY.*Japan · exports/);
  });

  it('as a table says that nothing is unusual', async () => {
    answer({});
    await on.open('<trade-alerts></trade-alerts>');
    on.keepLive();
    await on.comesTo('trade-alerts', 'replaying');
    await on.page.keyboard.press('Tab');
    await on.page.keyboard.press('t');
    await on.page.locator('trade-alerts .table-note').getByText('Nothing unusual among 182 flows').waitFor();
  });

  it('says which chart is missing', async () => {
    await on.open('<trade-kpi id="k"></trade-kpi><trade-alerts for="k"></trade-alerts>');
    await on.shows(
      'trade-alerts',
      'for: there is no trade-chart with the id “k”; give one that id, or leave for out',
    );
  });

  it('names a word that it does not know', async () => {
    await on.open('<trade-alerts by="ship"></trade-alerts>');
    await on.shows('trade-alerts', 'by: expected one of flow, partner, commodity, port, got "ship"');
  });
});
