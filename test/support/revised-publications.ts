import type { DatasetInfo, Store } from '../../server/store/store.js';
import { randomPeriod, toCsv, type Written } from './naive-replay.js';
import type { Random } from './random.js';

const DAY = 86_400_000;

/** One file of a dataset, and when it came out; undefined: as soon as its periods are over. */
export interface Publication {
  readonly published: number | undefined;
  /** By their ids, which are what is superseded. */
  readonly records: ReadonlyMap<string, Written>;
}

function randomAmounts(random: Random): Pick<Written, 'netKg' | 'value'> {
  const value = random.chance(0.8) ? BigInt(random.whole(1, 1e15)) : null;
  const netKg = value === null || random.chance(0.8) ? BigInt(random.whole(1, 1e9)) : null;
  return { netKg, value };
}

/**
 * A first file, and some later ones that revise a part of what was said before and add records.
 * @param partners that records may have; '' is one that is not reported
 */
export function randomPublications(
  random: Random,
  partners: readonly string[] = ['USA', 'JPN', 'BRA'],
): Publication[] {
  const publications: Publication[] = [];
  const known = new Map<string, Written>();
  for (let file = 0; file < 4; file++) {
    const records = new Map<string, Written>();
    for (const [id, record] of known)
      if (random.chance(0.2)) records.set(id, { ...record, ...randomAmounts(random) });
    for (let added = 0; added < (file === 0 ? 120 : 15); added++) {
      const flow = random.pick(['import', 'export'] as const);
      const partner = random.pick(partners);
      records.set(`f${file}r${added}`, { ...randomPeriod(random), flow, partner, ...randomAmounts(random) });
    }
    for (const [id, record] of records) known.set(id, record);
    publications.push({ published: undefined, records });
    const earliest = instantsOf(publications).at(-1)!;
    const published = earliest + random.whole(0, 100) * DAY;
    if (random.chance(0.5)) publications.splice(-1, 1, { published, records });
  }
  return publications;
}

/** When each came out: not before all of its periods are over, nor before the files that it was added to. */
export function instantsOf(publications: readonly Publication[]): number[] {
  let latest = -Infinity;
  return publications.map(({ published, records }) => {
    const overs = [...records.values()].map(({ start, end }) => (end === start ? end + 1 : end));
    latest = Math.max(latest, published ?? -Infinity, ...overs);
    return latest;
  });
}

/** Imports files in turn into a dataset of their own. */
export async function importPublications(
  store: Store,
  files: { write(name: string, content: string): string },
  name: string,
  publications: readonly Publication[],
): Promise<DatasetInfo> {
  for (const [index, { published, records }] of publications.entries()) {
    const lines = toCsv(records);
    const options = { as: name, ...(published === undefined ? {} : { published }) };
    await store.import(files.write(`${name}-${index}.csv`, lines), options);
  }
  return (await store.dataset(name))!;
}
