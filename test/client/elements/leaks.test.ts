import type { CDPSession } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { EVERY_ELEMENT } from '../../support/every-element.js';
import { useElementPage } from '../../support/element-page.js';
import { eventually } from '../../support/eventually.js';

const on = useElementPage();

const TIMES = 1_000;
const AT_ONCE = 50;

/** Elements that may be left: those of the last batch, which the browser's own books may still hold. */
const LEFT = AT_ONCE + 10;

/** Creates and removes an element so many times, a batch at a time, each until it has been updated. */
function createAndRemove(markup: string, isKept: boolean): Promise<void> {
  return on.page.evaluate(
    async ([markup, times, atOnce, isKept]) => {
      const kept: Element[] = ((globalThis as unknown as { kept?: Element[] }).kept ??= []);
      for (let made = 0; made < times; made += atOnce) {
        const box = document.createElement('div');
        box.innerHTML = markup.repeat(atOnce);
        document.querySelector('main')!.append(box);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        if (isKept) kept.push(...box.children);
        box.remove();
      }
    },
    [markup, TIMES, AT_ONCE, isKept] as const,
  );
}

/** Elements of a name that are still in memory, once everything that can go has gone. */
async function countOf(session: CDPSession, tag: string): Promise<number> {
  // To look for objects collects garbage too, but now and then leaves whole batches that nothing holds any more.
  await session.send('HeapProfiler.collectGarbage');
  const { result } = await session.send('Runtime.evaluate', {
    expression: `customElements.get('${tag}').prototype`,
  });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
  const { result: count } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  await session.send('Runtime.releaseObject', { objectId: objects.objectId! });
  return count.value as number;
}

/** Waits until no more is left than may be: what a timer, a frame or an answer still holds goes in time, and a leak never. */
function isGone(session: CDPSession, tag: string): Promise<true> {
  return eventually(`no more than ${LEFT} <${tag}> are in memory`, async () => {
    await on.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    return (await countOf(session, tag)) <= LEFT;
  });
}

async function open(tag: string, markup: string): Promise<CDPSession> {
  // A thousand lives may take longer than figures are current, and are to be those of elements that are live.
  on.keepLive();
  await on.open(tag === 'trade-source' ? `${markup}<trade-kpi></trade-kpi>` : markup);
  await eventually('it is defined', () =>
    on.page.evaluate((name) => customElements.get(name) !== undefined, tag),
  );
  if (tag !== 'trade-source') await on.comesTo(tag, 'live');
  return on.page.context().newCDPSession(on.page);
}

describe.each(Object.entries(EVERY_ELEMENT))('%s', (tag, markup) => {
  it(`leaves nothing behind when ${TIMES} of it have come and gone`, { timeout: 180_000 }, async () => {
    const session = await open(tag, markup);
    await createAndRemove(markup, false);
    expect(await isGone(session, tag)).toBe(true);
    // There are no chapters here, which must not keep anybody either.
    expect(on.faults.filter((fault) => !fault.includes('Failed to load resource'))).toEqual([]);
  });
});

describe('the detector of leaks', () => {
  it('finds elements that are kept', { timeout: 180_000 }, async () => {
    const session = await open('trade-kpi', EVERY_ELEMENT['trade-kpi']!);
    await createAndRemove(EVERY_ELEMENT['trade-kpi']!, true);
    expect(await countOf(session, 'trade-kpi')).toBeGreaterThanOrEqual(TIMES);
  });
});
