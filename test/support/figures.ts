import type { ClientMessage } from '../../protocol/client-messages.js';
import { bucketStart, shiftBucket } from '../../protocol/buckets.js';
import { dimensionOf } from '../../protocol/dimensions.js';
import type { Measure } from '../../protocol/measures.js';
import type { Cell, ViewUpdate } from '../../protocol/server-messages.js';

const GROUPS = { flow: ['export', 'import'], partner: ['USA', 'JPN', 'DEU'] } as Record<string, string[]>;

/** Plausible figures for any view in UTC, up to `playhead`: a wave around a level of its own for each group. */
export function figuresFor(
  { view }: ClientMessage & { type: 'subscribe' },
  playhead: number,
  scale = 1e9,
): ViewUpdate {
  const to = bucketStart(view.bucket, playhead, 0);
  const from = shiftBucket(view.bucket, to, 1 - view.last, 0);
  const groups = view.by.reduce<string[][]>(
    (found, grouping) => found.flatMap((codes) => codesOf(grouping, view).map((code) => [...codes, code])),
    [[]],
  );
  const rows: Cell[][] = [];
  for (let index = 0; index < view.last; index++) {
    const start = shiftBucket(view.bucket, from, index, 0);
    for (const [place, codes] of groups.entries()) {
      const level = (3 - place) * (1.5 + 0.2 * Math.sin(index / 5 + place));
      rows.push([start, ...codes, ...view.measures.map((measure) => cellOf(measure, level, scale))]);
    }
  }
  return {
    kind: 'snapshot',
    window: { from, to },
    columns: ['bucket', ...view.by.map(dimensionOf), ...view.measures],
    rows,
  };
}

function codesOf(
  grouping: string,
  view: { where: Record<string, readonly string[] | undefined> },
): readonly string[] {
  return view.where[grouping] ?? GROUPS[grouping] ?? ['other'];
}

function cellOf(measure: Measure, level: number, scale: number): number {
  if (measure.endsWith('YearOnYear')) return 0.041;
  if (measure.endsWith('Share')) return level / 9;
  if (measure.endsWith('Contribution')) return level - 3;
  return measure === 'coverage' ? 100 * level : level * scale;
}
