import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { FLAGS } from '../support/browser.js';
import { serveCommand } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { tempFolders } from '../support/temp-folder.js';

const UNITS = { system: 'tradewall.service', user: 'tradewall-kiosk.service' };
const tempFolder = tempFolders();

it('the units of docs/operators are such that systemd takes, where it is here', () => {
  if (!existsSync('/usr/bin/systemd-analyze')) return;
  const env = { ...process.env, XDG_RUNTIME_DIR: tempFolder() };
  for (const [manager, unit] of Object.entries(UNITS))
    execFileSync('systemd-analyze', [`--${manager}`, 'verify', join('docs/operators', unit)], { env });
});

it('the kiosk’s line starts Chromium with a wall that lives, in a window without anything else', async () => {
  const server = await serveCommand('--port', '0');
  const folder = tempFolder();
  const unit = readFileSync(join('docs/operators', UNITS.user), 'utf8');
  const [, line] = /^ExecStart=\/usr\/bin\/chromium (.*)$/m.exec(unit)!;
  const words = line!.replace('%h', folder).replace('https://wall.example.org/', server.url).split(' ');
  const child = spawn('/usr/bin/chromium', ['--headless', '--remote-debugging-port=0', ...FLAGS, ...words], {
    stdio: 'ignore',
  });
  try {
    const port = join(folder, '.tradewall-kiosk', 'DevToolsActivePort');
    await eventually(
      'Chromium listens',
      () => existsSync(port) && readFileSync(port, 'utf8').includes('\n'),
      60_000,
    );
    const browser = await chromium.connectOverCDP(
      `http://127.0.0.1:${readFileSync(port, 'utf8').split('\n')[0]}`,
    );
    const pages = browser.contexts().flatMap((context) => context.pages());
    expect(pages.map((page) => page.url())).toEqual([`${server.url}wall?pages=all`]);
    await eventually(
      'the wall lives',
      async () => (await pages[0]!.evaluate(() => document.documentElement.dataset['level'])) === 'fresh',
      60_000,
    );
    await browser.close();
  } finally {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
    await server.stop();
  }
});
