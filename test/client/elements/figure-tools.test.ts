import { describe, expect, it } from 'vitest';
import type { FigureElement } from '../../../client/elements/figure-element.js';
import { useElementPage } from '../../support/element-page.js';
import { FIGURE_ELEMENTS } from '../../support/every-element.js';
import { eventually } from '../../support/eventually.js';

const on = useElementPage();

type Format = 'toCsv' | 'toJson';

const exported = (tag: string, format: Format): Promise<string> =>
  on.page.locator(tag).evaluate((element, name) => (element as FigureElement)[name as Format](), format);

describe.each(Object.entries(FIGURE_ELEMENTS))('%s', (tag, markup) => {
  it('shows its figures as a table with the key T, and itself again with the same', async () => {
    await on.open(markup);
    await on.comesTo(tag, 'live');
    const button = on.page.locator(`${tag} [part=table-button]`);
    await button.focus();
    await on.page.keyboard.press('t');
    const table = on.page.locator(`${tag} .figure-table`);
    await table.waitFor();
    expect(await table.locator('tbody tr').count()).toBeGreaterThan(0);
    expect(await on.audit()).toEqual([]);
    await on.page.locator(`${tag} .table-scroll`).focus();
    await on.page.keyboard.press('t');
    if (tag !== 'trade-table') await eventually('the table is gone', async () => (await table.count()) === 0);
    expect(on.faults).toEqual([]);
  });

  it('gives CSV and JSON that say on each row, and at the head, what the figures are', async () => {
    await on.open(markup);
    await on.comesTo(tag, 'live');
    const [header, ...rows] = (await exported(tag, 'toCsv')).trim().split('\r\n');
    expect(header).toMatch(/^bucket,.*status,kind,timeline,currency,valuation,asOf$/);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      expect(row).toMatch(/SIMULATED,demo,CNY,exports FOB imports CIF,2026-11-23T12:00:00Z$/);
    const json = JSON.parse(await exported(tag, 'toJson')) as {
      title: string;
      timeline: { kind: string };
      rows: unknown[];
    };
    expect(json.timeline.kind).toBe('simulated');
    expect(json.title).not.toBe('');
    expect(json.rows).toHaveLength(rows.length);
  });

  it('gives a picture of itself, under a strict content security policy too', async () => {
    on.host.csp = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:";
    await on.open(markup);
    await on.comesTo(tag, 'live');
    if (tag === 'trade-chart') await on.page.locator(`${tag} canvas`).waitFor();
    const size = await on.page.locator(tag).evaluate(async (element) => {
      const bitmap = await createImageBitmap(await (element as FigureElement).toPng());
      return [bitmap.width, bitmap.height, element.clientWidth];
    });
    expect(size[0]!).toBeGreaterThanOrEqual(size[2]! * 0.9);
    expect(on.faults).toEqual([]);
  });

  it('says itself what kind of figures it shows, until a status on the page does', async () => {
    await on.open(markup);
    await on.shows(tag, 'SIMULATED');
    // As small as a word it has room for the badge only, and the rest where it is pointed at.
    const note = on.page.locator(`${tag} [part=provenance]`);
    const said = tag === 'trade-spark' ? await note.getAttribute('title') : await note.textContent();
    expect(said).toContain('as of 23 Nov 2026, 12:00:00 UTC · CNY · exports FOB · imports CIF');
    await on.page.evaluate(() =>
      document.querySelector('main')!.append(document.createElement('trade-status')),
    );
    await eventually(
      'it leaves that to the status',
      async () => !(await on.textOf(tag)).includes('SIMULATED'),
    );
    await on.page.locator('trade-status').evaluate((status) => status.remove());
    await on.shows(tag, 'SIMULATED');
  });

  it('offers what its author wants as buttons', async () => {
    await on.open(markup.replace('></', ' tools></'));
    const tools = on.page.locator(`${tag} [part=tools] button`);
    await eventually('there are four', async () => (await tools.count()) === 4);
    const downloading = on.page.waitForEvent('download');
    await on.page.locator(tag).getByRole('button', { name: 'Save as CSV' }).click();
    expect((await downloading).suggestedFilename()).toMatch(/ · Demonstration · as of 23 Nov 2026.*\.csv$/);
    expect(await on.audit()).toEqual([]);
  });
});

describe('tools', () => {
  it('names what is wrong with them', async () => {
    await on.open('<trade-kpi tools="table excel"></trade-kpi>');
    await on.shows('trade-kpi', 'tools: expected one of table, png, csv, json, got "excel"');
  });

  it('leave a T that is typed alone', async () => {
    await on.open('<trade-kpi><input></trade-kpi>');
    await on.comesTo('trade-kpi', 'live');
    await on.page.locator('input').fill('');
    await on.page.locator('input').press('t');
    expect(await on.page.locator('input').inputValue()).toBe('t');
    expect(await on.page.locator('trade-kpi .figure-table').count()).toBe(0);
  });
});

describe('a table', () => {
  it('has exports and imports side by side, newest first, and says what is provisional', async () => {
    await on.open('<trade-table by="flow" bucket="1d" last="3" label="Three days"></trade-table>');
    await on.comesTo('trade-table', 'live');
    const rows = await on.page.locator('trade-table tr').allTextContents();
    const words = rows.map((row) => row.replaceAll(/\s+/g, ' ').trim());
    expect(words[0]).toMatch(/^Period Value of exports, bn CNY Value of imports, bn CNY$/);
    expect(words[1]).toMatch(/^23 Nov 2026 provisional[\d.]+$/);
    expect(words[3]).toMatch(/^21 Nov 2026[\d.]+$/);
    expect(words).toHaveLength(4);
  });

  it('is ordered by the column whose head is pressed, the other way when pressed again', async () => {
    await on.open('<trade-table by="partner" bucket="1y" last="1"></trade-table>');
    await on.comesTo('trade-table', 'live');
    const names = async () =>
      (await on.page.locator('trade-table tbody th:nth-child(2)').allTextContents()).map((name) =>
        name.trim(),
      );
    await eventually('names have come', async () => (await names()).includes('Germany'));
    expect(await names()).toEqual(['United States', 'Japan', 'Germany']);
    const head = on.page.locator('trade-table').getByRole('button', { name: 'Partner' });
    await head.click();
    await eventually('it is in alphabetical order', async () => (await names())[0] === 'Germany');
    await head.click();
    await eventually('it is in reverse', async () => (await names())[0] === 'United States');
    expect(await on.page.locator('trade-table th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
  });

  it('shows what is behind another element, wherever its figures come from, as they come', async () => {
    await on.open(`<trade-table for="ranked"></trade-table><trade-rank id="ranked" top="3"></trade-rank>`);
    await on.shows('trade-table', /United States.*Japan.*Germany/);
    const asked = on.views.find(({ view }) => view.by.length === 1)!;
    const start = Date.UTC(2026, 0, 1);
    on.host.feed.update({
      [asked.id]: {
        kind: 'changes',
        window: { from: start, to: start },
        columns: ['bucket', 'partner', 'value', 'valueYearOnYear'],
        rows: [[start, 'DEU', 9e12, 0.5]],
      },
    });
    await on.shows('trade-table', /Germany.*United States/);
    await on.comesTo('trade-table', 'live');
  });

  it('says which element is missing, and finds it when it comes', async () => {
    await on.open('<trade-table for="later"></trade-table>');
    await on.shows('trade-table', 'there is no element with the id “later”');
    await on.page.evaluate(() => {
      const kpi = document.createElement('trade-kpi');
      kpi.id = 'later';
      document.querySelector('main')!.append(kpi);
    });
    await on.shows('trade-table', '2026');
  });

  it('is found in the shadow root of somebody else', async () => {
    await on.open('<div id="box"></div>');
    await on.page.evaluate(() => {
      const box = document.createElement('div');
      box.id = 'inner';
      box.attachShadow({ mode: 'open' }).innerHTML = '<trade-table bucket="1y" last="1"></trade-table>';
      document.querySelector('#box')!.append(box);
    });
    await on.shows('#inner trade-table', '2026');
  });
});
