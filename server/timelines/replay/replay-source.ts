import type { Bucket } from '../../../protocol/buckets.js';
import type { Measure } from '../../../protocol/measures.js';
import { utcOffsetMs } from '../../../protocol/timeline-info.js';
import type { View } from '../../../protocol/view.js';
import { createDictionaries } from '../../records/record-batch.js';
import type { DatasetInfo, Store } from '../../store/store.js';
import { bucketsNeeded } from '../../views/bases/base-cells.js';
import type { CellSource } from '../cell-source.js';
import type { Gap } from '../gap-pacing.js';
import { inSlices } from '../in-slices.js';
import { isWorthSumming, sumByBucket, type BucketSums } from './bucket-sums.js';
import { findGaps } from './find-gaps.js';
import { createPeriodFeed } from './period-feed.js';
import { groupedDimensions, toViewSums, type ViewSums } from './period-rows.js';
import { SumsCache } from './sums-cache.js';

/** A dataset to be played, and where nothing happens in it. */
export interface ReplaySource extends CellSource {
  gaps(): Promise<Gap[]>;
}

/** Gaps are not looked for among more instants than this: they would all have to be read first, and so dense a dataset has none. */
const MOST_INSTANTS = 1_000_000;

interface MaybeSummed {
  /** Undefined where it is not worth it. */
  readonly summed: BucketSums | undefined;
  readonly bytes: number;
}

/** What is kept of the sums of all datasets beyond what open views show: some 2 million sums of a period and group. */
const SUMS_KEPT_BYTES = 256 * 2 ** 20;

/** Room for what is kept of the sums of datasets that are played together. */
export function createSumsCache(): SumsCache {
  return new SumsCache(SUMS_KEPT_BYTES);
}

/** A dataset as it comes in: nothing is aggregated while it plays, the store's sums are revealed up to the playhead. */
export function createReplaySource(
  store: Store,
  dataset: DatasetInfo,
  cache = createSumsCache(),
): ReplaySource {
  // A dataset that was replaced has the name of the one before, and other sums.
  const scope = cache.nextScope();
  const offsetMs = utcOffsetMs(dataset.utcOffset);
  const dictionaries = createDictionaries();
  const measures: Measure[] = ['records'];
  if (dataset.measures.includes('netKg')) measures.unshift('tonnage');
  if (dataset.measures.includes('value')) measures.unshift('value');
  const sumsOf = ({ by, where, known }: Pick<View, 'by' | 'where' | 'known'>): Promise<ViewSums> =>
    cache.get(JSON.stringify([scope, by, where, dataset.revised && known]), async () => {
      const query = { by: groupedDimensions({ by }), where: { ...where }, known };
      return toViewSums(await store.aggregate(dataset.name, query), by, dictionaries);
    });
  const bucketSumsOf = ({ by, where }: View, bucket: Bucket, sums: ViewSums): Promise<MaybeSummed> =>
    cache.get(JSON.stringify([scope, by, where, bucket]), async () => {
      if (!isWorthSumming(sums, bucket, offsetMs)) return { summed: undefined, bytes: 1 };
      const summed = await inSlices(sumByBucket(sums, bucket, offsetMs));
      return { summed, bytes: summed.bytes };
    });
  const allBucketSums = async (view: View, sums: ViewSums): Promise<Map<Bucket, BucketSums>> => {
    const byBucket = new Map<Bucket, BucketSums>();
    for (const bucket of bucketsNeeded(view)) {
      const { summed } = await bucketSumsOf(view, bucket, sums);
      if (summed !== undefined) byBucket.set(bucket, summed);
    }
    return byBucket;
  };
  return {
    description: {
      name: dataset.name,
      kind: 'replay',
      title: dataset.title,
      source: dataset.source,
      currency: dataset.currency,
      valuation: dataset.valuation,
      utcOffset: dataset.utcOffset,
      frequency: dataset.frequency,
      flows: [...dataset.flows],
      dimensions: ['flow', ...dataset.dimensions.filter((dimension) => dimension !== 'flow')],
      measures,
      ...(dataset.revised ? { revised: true } : {}),
      from: dataset.from,
      // A record counts once the playhead is past it, and the last may be an instant.
      to: ['instant', 'mixed'].includes(dataset.frequency) ? dataset.to + 1 : dataset.to,
      controllable: true,
    },
    dictionaries,
    utcOffsetMs: offsetMs,
    decimals: dataset.decimals,
    hasBothFlows: dataset.flows.length === 2,
    openFeed: async (view) => {
      const sums = await sumsOf(view);
      const isFinal = sums.revised.periods.length === 0;
      return createPeriodFeed(sums, isFinal ? await allBucketSums(view, sums) : new Map());
    },
    gaps: async () => {
      if (dataset.frequency === 'instant' && dataset.rows > MOST_INSTANTS) return [];
      return findGaps(await sumsOf({ by: [], where: {}, known: 'now' }));
    },
  };
}
