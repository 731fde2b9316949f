import { loadPageAnew } from './load-anew.js';
import type { RenewalPlatform } from './self-renewal.js';

/** Outlives the page, but not the tab: a kiosk that is started anew begins anew. */
const KEY = 'tradewall.renewed-at';

/** The page that runs this. */
export const browserRenewal: RenewalPlatform = {
  now: () => Date.now(),
  reload: loadPageAnew,
  after: (delayMs, callback) => void setTimeout(callback, delayMs),
  random: () => Math.random(),
  lastRenewal: () => {
    const noted = sessionStorage.getItem(KEY);
    return noted === null ? null : Number(noted);
  },
  noteRenewal: (at) => sessionStorage.setItem(KEY, String(at)),
};
