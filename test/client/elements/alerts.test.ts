import { beforeEach, describe, expect, it } from 'vitest';
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

  it('names a word that it does not know', async () => {
    await on.open('<trade-alerts by="ship"></trade-alerts>');
    await on.shows('trade-alerts', 'by: expected one of flow, partner, commodity, port, got "ship"');
  });
});
