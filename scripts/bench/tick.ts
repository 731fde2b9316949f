import type { BenchLine } from './bench-line.js';
import { median } from './bench-line.js';
import { startChild } from './child.js';

const ROUNDS = 5;
const SHARES = [0.01, 0.1, 1];

/** What a tick of many views costs for each cell that changed, where few, some or all of them did. */
export async function measureTick(): Promise<readonly BenchLine[]> {
  const child = await startChild('tick-tradewall.js');
  const { views, cells } = child.ready as { views: number; cells: number };
  const [perCell, perTick] = [SHARES.map((): number[] => []), SHARES.map((): number[] => [])];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, share] of SHARES.entries()) {
      const { cpuMs, changed } = await child.ask<{ cpuMs: number; changed: number }>({ share });
      perCell[index]!.push((1e6 * cpuMs) / changed);
      perTick[index]!.push(cpuMs);
    }
  }
  await child.stop();
  const nameOf = (share: number): string => `${100 * share} % of the cells changed`;
  const [one, , all] = perTick.map(median) as [number, number, number];
  const note = `1 % costs ${(100 * (one / all)).toFixed(2)} % of what all cost: ${(one / all / 0.01).toFixed(2)} × proportional`;
  return [
    {
      what: `tick: CPU per changed cell, ${views} views of ${cells} cells each`,
      unit: 'ns',
      contestants: SHARES.map((share, index) => ({ name: nameOf(share), rounds: perCell[index]! })),
      goals: [{ peer: nameOf(1), atMost: 1.5 }],
      notes: [
        'finding the changes and encoding them as JSON; counting the records is measured by `records`',
        note,
      ],
    },
    {
      what: `tick: CPU per tick, the same`,
      unit: 'ms',
      contestants: SHARES.map((share, index) => ({ name: nameOf(share), rounds: perTick[index]! })),
      notes: [note],
    },
  ];
}
