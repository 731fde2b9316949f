import type { Page } from 'playwright-core';
import { eventually } from './eventually.js';

/** For a map of 3840 pixels to be painted, on a machine that does much else. */
const PATIENCE_MS = 60_000;

/** Waits until every element of a wall has what it asked for. */
export async function wallIsFilled(page: Page): Promise<void> {
  await eventually('every element shows figures', () => page.evaluate(isFilled), PATIENCE_MS);
  await page.evaluate(() => document.fonts.ready);
}

/** Whether every element has what it asked for, and no more than that; of what is unusual there may be nothing. */
function isFilled(): boolean {
  const elements = [...document.querySelectorAll('.page *')].filter(
    ({ localName }) => localName.startsWith('trade-') && !/^trade-(source|alerts)$/.test(localName),
  );
  const isShown = ({ shadowRoot }: Element): boolean =>
    shadowRoot !== null && shadowRoot.querySelector('.content > :not(.notice)') !== null;
  const isCutShort = (rank: Element): boolean =>
    rank.shadowRoot!.querySelectorAll('tbody tr').length <= Number(rank.getAttribute('top'));
  return (
    elements.length > 0 &&
    elements.every(isShown) &&
    [...document.querySelectorAll('trade-rank')].every(isCutShort)
  );
}
