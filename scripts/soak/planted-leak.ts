/** What `--control` has the page keep at each turn, and the server each second: what a judge has to find. */
export const PLANTED = { pageKb: 3, nodes: 1, listeners: 1, serverKb: 20 } as const;

/** Runs in the page: keeps figures, a node that is nowhere, and a listener, as code that forgets to let go does. */
export function plantLeak({ everyMs, kb }: { everyMs: number; kb: number }): void {
  const kept: unknown[] = [];
  Object.assign(globalThis, { keptForSoak: kept });
  setInterval(() => {
    const node = document.createElement('i');
    node.addEventListener('click', () => kept.length);
    kept.push(
      node,
      Array.from({ length: (kb * 1_000) / 8 }, () => Math.random()),
    );
  }, everyMs);
}
