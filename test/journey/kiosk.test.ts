import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FLAGS } from '../support/browser.js';
import { serveCommand, type ServedCommand } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { tempFolders } from '../support/temp-folder.js';

/** A browser on a machine under load, ms. */
const PATIENCE_MS = 60_000;

const UNITS = { system: 'tradewall.service', user: 'tradewall-kiosk.service' };
const tempFolder = tempFolders();

it('the units of docs/operators are such that systemd takes, where it is here', () => {
  if (!existsSync('/usr/bin/systemd-analyze')) return;
  const env = { ...process.env, XDG_RUNTIME_DIR: tempFolder() };
  for (const [manager, unit] of Object.entries(UNITS))
    execFileSync('systemd-analyze', [`--${manager}`, 'verify', join('docs/operators', unit)], { env });
});

describe('the kiosk’s line', () => {
  const home = mkdtempSync(join(tmpdir(), 'tradewall-kiosk-'));
  const portFile = join(home, '.tradewall-kiosk', 'DevToolsActivePort');
  let server: ServedCommand;
  let child: ChildProcess;

  beforeAll(async () => {
    server = await serveCommand('--port', '0');
    cpSync('docs/operators/keep-tabs', join(home, '.local/share/tradewall/keep-tabs'), { recursive: true });
    const unit = readFileSync(join('docs/operators', UNITS.user), 'utf8');
    const [, line] = /^ExecStart=\/usr\/bin\/chromium (.*)$/m.exec(unit)!;
    const words = line!.replaceAll('%h', home).replace('https://wall.example.org/', server.url).split(' ');
    child = spawn('/usr/bin/chromium', ['--headless', '--remote-debugging-port=0', ...FLAGS, ...words], {
      stdio: 'ignore',
    });
    const isListening = (): boolean => existsSync(portFile) && readFileSync(portFile, 'utf8').includes('\n');
    await eventually('Chromium listens', isListening, PATIENCE_MS);
  });
  afterAll(async () => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
    await server.stop();
    // What the browser had started may still write there.
    rmSync(home, { recursive: true, force: true, maxRetries: 50 });
  });

  /** Looks at it from outside, without anything of its own in it. */
  async function look<T>(see: (browser: Browser, page: Page) => Promise<T>): Promise<T> {
    const [port] = readFileSync(portFile, 'utf8').split('\n');
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    try {
      const pages = browser.contexts().flatMap((context) => context.pages());
      expect(pages.map((page) => page.url())).toEqual([`${server.url}wall?pages=all`]);
      return await see(browser, pages[0]!);
    } finally {
      await browser.close();
    }
  }

  const lives = (page: Page): Promise<void> =>
    page.locator('html[data-level=fresh]').waitFor({ timeout: PATIENCE_MS });

  it('starts Chromium with a wall that lives, in a window without anything else', async () => {
    await look((_, page) => lives(page));
  });

  it('has the wall back whose process was ended', { timeout: 3 * PATIENCE_MS }, async () => {
    await look(async (browser, page) => {
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('Inspector.enable');
      const back = new Promise((resolve) => cdp.once('Inspector.targetReloadedAfterCrash', resolve));
      const { processInfo } = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
      for (const { type, id } of processInfo) if (type === 'renderer') process.kill(id, 'SIGKILL');
      await back;
    });
    await look((_, page) => lives(page));
  });
});
