import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatMessage } from 'publint/utils';
import { publint } from 'publint';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.js';
import { serveCommand, type ServedCommand } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { openForeignSite, type ForeignSite } from '../support/foreign-site.js';
import { probeCharts } from '../support/wall-probe.js';

/** A plot with its lines and axes has far more painted pixels than one that only has axes. */
const PAINTED_PIXELS = 3_000;

/** Keeps the browser from asking for one, whose absence would be an error. */
const ICON = '<!doctype html><link rel="icon" href="data:,">';

/** Nothing inline and nothing evaluated; what the elements need is their script and their feed. */
const STRICT = "default-src 'none'; script-src 'self'; img-src data:; connect-src ";

describe('the packed library on pages of other people', () => {
  let site: ForeignSite;
  let server: ServedCommand;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    [site, server, browser] = await Promise.all([
      openForeignSite(),
      serveCommand('--port', '0', '--speed', '86400'),
      launchBrowser(),
    ]);
    await site.run('node_modules/.bin/vite', 'build', '--logLevel', 'error');
  });
  afterAll(() => Promise.all([site.close(), server.stop(), browser.close()]));

  beforeEach(async () => {
    site.csp = null;
    site.pages.clear();
    const plain = await readFile('test/foreign/plain/index.html', 'utf8');
    site.pages.set('/plain/index.html', plain.replace('%FEED%', server.url));
    faults = [];
    page = await browser.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (line) => ['error', 'warning'].includes(line.type()) && faults.push(line.text()));
  });
  afterEach(() => page.close());

  it.each(['dist/vite', 'dist/react', 'dist/vue', 'plain'])('shows a painted chart on %s', async (path) => {
    await page.goto(`${site.url}/${path}/index.html?feed=${server.url}`);
    await paintsCharts(1);
    expect(faults).toEqual([]);
  });

  it('tells React and Vue of what the elements tell', async () => {
    for (const path of ['dist/react', 'dist/vue']) {
      await page.goto(`${site.url}/${path}/index.html?feed=${server.url}`);
      await eventually(
        `${path} says live`,
        async () => (await page.locator('p').first().textContent()) === 'live',
      );
    }
  });

  it('has types with which strict projects of React, Vue and none of them compile', async () => {
    expect(await site.run('node_modules/.bin/tsc', '--project', '.')).toBe('');
  });

  it('can be imported where there is no page, and registers nothing there', async () => {
    const { exports } = JSON.parse(await readFile('package.json', 'utf8')) as { exports: object };
    const names = Object.keys(exports).filter((name) => !/css|json|react|vue|embed|\*|register/.test(name));
    const imports = [...names, './trade-chart', './trade-map', './trade-transport'].map((name) =>
      name.replace('.', 'tradewall'),
    );
    const script = `for (const name of ${JSON.stringify(imports)}) await import(name);
      console.log(typeof customElements === 'undefined' ? 'none' : String(customElements.get('trade-chart')));`;
    expect(await site.run(process.execPath, '--input-type=module', '--eval', script)).toMatch(
      /^(none|undefined)\n$/,
    );
  });

  it('is a package without a fault that publint can find', async () => {
    const pkgDir = join(site.folder, 'node_modules/tradewall');
    const { messages } = await publint({ pkgDir, strict: true });
    const manifest = JSON.parse(await readFile(join(pkgDir, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
  });

  it('describes every element in custom-elements.json, beside its module', async () => {
    const pkgDir = join(site.folder, 'node_modules/tradewall');
    const { modules } = JSON.parse(await readFile(join(pkgDir, 'build/custom-elements.json'), 'utf8')) as {
      modules: { path: string; declarations: { name: string; tagName: string }[] }[];
    };
    const tags = modules.flatMap(({ declarations }) => declarations.map(({ tagName }) => tagName));
    expect(tags).toEqual(
      expect.arrayContaining(['trade-source', 'trade-chart', 'trade-kpi', 'trade-status', 'trade-map']),
    );
    for (const { path, declarations } of modules)
      expect(await readFile(join(pkgDir, path), 'utf8')).toContain(`class ${declarations[0]!.name}`);
  });

  it('runs as the server too', async () => {
    expect(await site.run('node_modules/.bin/tradewall', '--help')).toContain('serve');
  });

  it('works under a strict content security policy, chunks included', async () => {
    site.csp = `${STRICT}${server.url} ${server.url.replace('http', 'ws')}feed`;
    await page.goto(`${site.url}/plain/index.html?feed=${server.url}`);
    await page.evaluate(() =>
      document.querySelector('trade-source')!.append(document.createElement('trade-transport')),
    );
    await paintsCharts(1);
    await eventually('the transport is there', () =>
      page.evaluate(() => customElements.get('trade-play') !== undefined),
    );
    expect(faults).toEqual([]);
  });

  it('works in an iframe, in a shadow root, and as a script that is no module', async () => {
    site.pages.set(
      '/framed.html',
      `${ICON}<iframe width="900" height="700" src="/plain/index.html?feed=${server.url}"></iframe>`,
    );
    await page.goto(`${site.url}/framed.html`);
    const frame = page.frameLocator('iframe').locator('trade-chart canvas');
    await frame.waitFor();
    site.pages.set(
      '/script.html',
      `${ICON}<script src="/node_modules/tradewall/build/client/embed.iife.js"></script><div></div>`,
    );
    await page.goto(`${site.url}/script.html`);
    await page.evaluate((src) => {
      const root = document.querySelector('div')!.attachShadow({ mode: 'open' });
      root.innerHTML = `<trade-source src="${src}"><trade-chart measure="value" bucket="1d" last="90"></trade-chart></trade-source>`;
    }, server.url);
    await paintsCharts(1);
    expect(faults).toEqual([]);
  });

  it('shows two feeds on one page, each element its own', async () => {
    const other = await serveCommand('--port', '0', '--sample', 'china', '--speed', '86400');
    try {
      const chart = (name: string, src: string): string =>
        `<trade-source src="${src}"><trade-status></trade-status><trade-chart id="${name}" measure="value" bucket="1mo" last="24"></trade-chart></trade-source>`;
      site.pages.set(
        '/two.html',
        `${ICON}<script type="module" src="/node_modules/tradewall/build/client/embed.js"></script>${chart('one', server.url)}${chart('two', other.url)}`,
      );
      await page.goto(`${site.url}/two.html`);
      await paintsCharts(2);
      const kinds = await page.evaluate(() =>
        [...document.querySelectorAll('trade-chart')].map(
          (element) =>
            (element as unknown as { figures: { timeline: { kind: string } } }).figures.timeline.kind,
        ),
      );
      expect(kinds).toEqual(['simulated', 'replay']);
    } finally {
      await other.stop();
    }
  });

  it('keeps the first of two versions on one page, and says so', async () => {
    site.pages.set(
      '/older.html',
      `${ICON}<script type="module" src="/older.js"></script><script type="module" src="/node_modules/tradewall/build/client/embed.js"></script>`,
    );
    site.pages.set(
      '/older.js',
      "globalThis[Symbol.for('tradewall.version')] = '0.0.1'; customElements.define('trade-kpi', class extends HTMLElement {});",
    );
    await page.goto(`${site.url}/older.html`);
    await eventually('a warning comes', () => faults.length > 0);
    expect(faults).toEqual([
      expect.stringMatching(
        /^Tradewall \S+: the page has <trade-kpi> of 0\.0\.1 already, and keeps it; load one version only$/,
      ),
    ]);
  });

  function paintsCharts(count: number): Promise<true> {
    return eventually(`${count} charts are painted`, async () => {
      const charts = await probeCharts(page);
      return charts.length === count && charts.every(({ painted }) => painted > PAINTED_PIXELS);
    });
  }
});
