import { afterEach, expect, it } from 'vitest';
import { FeedConnection } from '../../../client/feed/feed-connection.js';
import { RankingWatch } from '../../../client/wall/ranking-watch.js';
import type { WallRanking } from '../../../client/wall/overview-plan.js';
import { eventually } from '../../support/eventually.js';
import { ScriptedFeed, timelineInfo, viewUpdate } from '../../support/feed-server.js';
import { ManualPlatform } from '../../support/manual-platform.js';

const TILE: WallRanking = { by: 'partner', measure: 'value', top: 10 };
const PAGE: WallRanking = { ...TILE, top: 12 };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function watchFeed(): Promise<{ feed: ScriptedFeed; watch: RankingWatch }> {
  const feed = await ScriptedFeed.start();
  closing.push(() => feed.close());
  feed.answer = () => viewUpdate({ columns: ['bucket', 'partner', 'value'], rows: [[0, 'USA', 5]] });
  const connection = new FeedConnection(feed.url, new ManualPlatform());
  closing.push(() => connection.close());
  await eventually('the timeline is known', () => connection.timelines.size === 1);
  return { feed, watch: new RankingWatch(connection, {}) };
}

it('asks for two rankings of the same once each, however often it is asked, and leaves out both', async () => {
  const { feed, watch } = await watchFeed();
  const look = (): boolean[] => [TILE, PAGE].map((ranking) => watch.isWorth(timelineInfo(), ranking));
  expect(look()).toEqual([true, true]);
  await eventually('their figures have come, of one partner', () => !look().includes(true));
  expect(feed.received.map(({ type }) => type)).toEqual(['subscribe', 'subscribe']);
});

it('gives up what is ranked no more, as when a timeline of other measures takes the place of one', async () => {
  const { feed, watch } = await watchFeed();
  watch.isWorth(timelineInfo(), TILE);
  watch.forgetRest();
  watch.isWorth(timelineInfo(), { ...TILE, measure: 'tonnage' });
  watch.forgetRest();
  const types = (): string[] => feed.received.map(({ type }) => type);
  await eventually('one is given up', () => types().includes('unsubscribe'));
  expect(types()).toEqual(['subscribe', 'subscribe', 'unsubscribe']);
});
