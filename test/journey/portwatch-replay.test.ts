import { existsSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.js';
import { serveCommand, type ServedCommand } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { probeCharts } from '../support/wall-probe.js';

const DATA = '../shared/data';
const FILE = 'portwatch-daily/alexandria_portwatch.csv';
const isThere = existsSync(`${DATA}/${FILE}`);
if (!isThere) console.warn(`SKIPPED: the replay of a real file needs ${DATA}/${FILE}`);

interface ControlTotals {
  readonly [file: string]: { readonly control: Record<'import' | 'export', { readonly weight_sum: string }> };
}

/** What a `trade-kpi` holds, unrounded. */
function latestOf(page: Page, id: string): Promise<number | null> {
  return page.evaluate((name) => {
    const element = document.getElementById(name) as unknown as {
      feed: {
        data: { groups: { key: string }[]; latest(key: string, measure: string): number | null } | null;
      };
    };
    const { data } = element.feed;
    return data === null || data.groups[0] === undefined ? null : data.latest(data.groups[0].key, 'tonnage');
  }, id);
}

describe.skipIf(!isThere)('a wall that replays the real PortWatch file', () => {
  let server: ServedCommand;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    // 465 days in some eight seconds.
    server = await serveCommand(`${DATA}/${FILE}`, '--port', '0', '--speed', '5184000');
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('paints charts that move, under the badge REPLAY', async () => {
    await page.goto(`${server.url}wall`);
    const [first] = await eventually('the charts are painted', async () => {
      const charts = await probeCharts(page);
      return charts.length > 0 && charts.every(({ painted }) => painted > 1_000) && charts;
    });
    await eventually('a chart has moved', async () => (await probeCharts(page))[0]!.hash !== first!.hash);
    await page.getByText('REPLAY').first().waitFor();
  });

  it('ends on the totals of the file, to the unit', async () => {
    const totals = JSON.parse(readFileSync(`${DATA}/control-totals.json`, 'utf8')) as ControlTotals;
    const { control } = totals[FILE]!;
    await page.goto(server.url);
    await page.evaluate(() => {
      document.body.innerHTML = `<trade-source>
        <trade-kpi id="import" measure="tonnage" flow="import" bucket="all"></trade-kpi>
        <trade-kpi id="export" measure="tonnage" flow="export" bucket="all"></trade-kpi>
      </trade-source>`;
    });
    for (const flow of ['import', 'export'] as const) {
      const expected = Number(control[flow].weight_sum);
      await eventually(
        `${flow}s come to ${expected} t`,
        async () => (await latestOf(page, flow)) === expected,
      );
    }
    const response = await fetch(`${server.url}api/timelines`);
    const { timelines } = (await response.json()) as { timelines: { clock: { state: string } }[] };
    expect(timelines[0]!.clock.state).toBe('ended');
  });
});
