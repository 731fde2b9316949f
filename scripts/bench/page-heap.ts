import type { CDPSession } from 'playwright-core';

/** MB that a page's scripts hold once what can be collected has been; `HeapProfiler` has to be enabled. */
export async function collectPage(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}
