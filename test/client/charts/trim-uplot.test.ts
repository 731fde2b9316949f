import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trimUplot } from '../../../scripts/trim-uplot.js';
import { launchBrowser } from '../../support/browser.js';
import { bundledScript } from '../../support/bundled-script.js';
import type { Painted } from '../../support/painted-chart.js';

describe('uPlot without what no chart of ours asks of it', () => {
  let browser: Browser;
  beforeAll(async () => (browser = await launchBrowser()));
  afterAll(() => browser.close());

  it('draws the same pixels and follows the cursor the same way as the whole of it', async () => {
    const trimmed = await bundledScript('painted-chart.ts', [trimUplot()]);
    const whole = await bundledScript('painted-chart.ts');
    expect(trimmed.length, 'the trimmed script').toBeLessThan(whole.length - 15_000);
    const [painted, wanted] = [await paintedBy(trimmed), await paintedBy(whole)];
    expect(painted).toEqual(wanted);
    expect(new Set(wanted.map(({ pixels }) => pixels)).size, 'pictures that differ').toBeGreaterThan(3);
  });

  it('stops the build where uPlot is not what it was', () => {
    const { transform } = trimUplot();
    if (typeof transform !== 'object') throw new Error('trimUplot: expected a transform with a handler');
    const handler = transform.handler as (code: string) => unknown;
    expect(() => handler('export { uPlot as default };')).toThrow(
      /uPlot has changed.*mend scripts\/trim-uplot/,
    );
  });

  async function paintedBy(script: string): Promise<Painted[]> {
    const page = await browser.newPage();
    await page.setContent('<!doctype html><body style="margin: 0">');
    await page.addScriptTag({ content: script });
    const painted = await page.evaluate(() =>
      (globalThis as unknown as { paint(): Promise<Painted[]> }).paint(),
    );
    await page.close();
    return painted;
  }
});
