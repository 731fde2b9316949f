import type { CDPSession } from 'playwright-core';

/** MB that a page holds after a forced collection, that of the document included. */
export interface PageMemory {
  /** What the engine keeps of scripts: bytecode, what it compiled of it and what it learned for that. */
  readonly codeMb: number;
  /** All else: objects, strings, arrays, nodes, styles. */
  readonly dataMb: number;
}

/** The part of a snapshot that is read, as Chromium writes it. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[]];
    };
  };
  readonly nodes: readonly number[];
}

/**
 * Looks at everything in the heap, which takes the page about a second; `HeapProfiler` has to be enabled. Compiled code is
 * told apart, since it grows for as long as more of a page's functions come to be worth compiling, and no longer.
 */
export async function pageMemoryOf(cdp: CDPSession): Promise<PageMemory> {
  const chunks: string[] = [];
  const take = ({ chunk }: { chunk: string }): void => void chunks.push(chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', take);
  // A snapshot begins with a collection.
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', take);
  return sumUp(JSON.parse(chunks.join('')) as Snapshot);
}

function sumUp({ snapshot: { meta }, nodes }: Snapshot): PageMemory {
  const place = (field: string): number => {
    const found = meta.node_fields.indexOf(field);
    if (found < 0)
      throw new Error(`a heap snapshot: expected a field ${field}, got ${meta.node_fields.join()}`);
    return found;
  };
  const [type, size, width] = [place('type'), place('self_size'), meta.node_fields.length];
  const code = meta.node_types[0].indexOf('code');
  let [codeBytes, dataBytes] = [0, 0];
  for (let node = 0; node < nodes.length; node += width)
    if (nodes[node + type] === code) codeBytes += nodes[node + size]!;
    else dataBytes += nodes[node + size]!;
  return { codeMb: codeBytes / 1e6, dataMb: dataBytes / 1e6 };
}
