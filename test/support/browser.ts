import { chromium, type Browser } from 'playwright-core';

/**
 * Flags with which Debian's Chromium starts as root and stays silent; a page that a test makes up may also speak to
 * servers of this machine, which Chromium forbids pages of unknown origin.
 */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=LocalNetworkAccessChecks',
];

/** Starts the system's Chromium, headless; CHROMIUM in the environment names another. Close it when done. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS });
}
