import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trimUplot } from '../../../scripts/trim-uplot.js';
import { launchBrowser } from '../../support/browser.js';
import type { Painted } from '../../support/painted-chart.js';

describe('uPlot without what no chart of ours asks of it', () => {
  let browser: Browser;
  beforeAll(async () => (browser = await launchBrowser()));
  afterAll(() => browser.close());

  it('draws the same pixels and follows the cursor the same way as the whole of it', async () => {
    const trimmed = await scriptOf([trimUplot()]);
    const whole = await scriptOf([]);
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
    await page.addScriptTag({ content: script, type: 'module' });
    const painted = await page.evaluate(() =>
      (globalThis as unknown as { paint(): Promise<Painted[]> }).paint(),
    );
    await page.close();
    return painted;
  }
});

async function scriptOf(plugins: ReturnType<typeof trimUplot>[]): Promise<string> {
  const input = fileURLToPath(new URL('../../support/painted-chart.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins,
    build: { write: false, target: 'es2022', rolldownOptions: { input } },
  });
  const { output } = (Array.isArray(built) ? built[0] : built) as Rolldown.RolldownOutput;
  return output[0].code;
}
