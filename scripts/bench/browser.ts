import { chromium, type Browser } from 'playwright-core';

/** The system's Chromium, headless and without a GPU: what it draws is drawn by the processor, and counted. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      // A page that a measurement makes up is of unknown origin, which may not speak to this machine otherwise.
      '--disable-features=LocalNetworkAccessChecks',
    ],
  });
}
