import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freePorts } from '../../scripts/nats-servers.js';
import { launchBrowser } from '../support/browser.js';
import { serveCommand } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { tempFolders } from '../support/temp-folder.js';

/** A page and a server on a machine under load, ms. */
const PATIENCE_MS = 60_000;

const tempFolder = tempFolders();

it('a screen that is switched on while its server still starts has its wall once that is ready', async () => {
  const pipe = join(tempFolder(), 'chapters.json');
  execFileSync('mkfifo', [pipe]);
  const [port] = (await freePorts(1)) as [number];
  const address = `http://127.0.0.1:${port}/wall?lang=en`;
  // The calendar can't be read before somebody writes it.
  const starting = serveCommand('--port', String(port), '--calendar', pipe);
  await eventually(
    'it listens',
    () =>
      fetch(address).then(
        () => true,
        () => false,
      ),
    PATIENCE_MS,
  );
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const answer = await page.goto(address);
    expect(answer!.status()).toBe(503);
    writeFileSync(pipe, readFileSync('server/calendar/china.json'));
    await page.locator('html[data-level=fresh]').waitFor({ timeout: PATIENCE_MS });
  } finally {
    await browser.close();
    await (await starting).stop();
  }
});
