import { pino } from 'pino';
import { startAggregator, type Aggregator } from '../../server/scale-out/aggregator.js';
import { StreamTaker } from '../../server/scale-out/stream-taker.js';
import type { RunningServer } from '../../server/start-server.js';
import { eventually } from './eventually.js';
import { startGateway } from './gateway-server.js';
import { natsOfTest } from './nats-of-test.js';
import { sendRecords } from './send-records.js';
import type { LiveTerms, ServedTimeline } from './served-timeline.js';

/** An aggregator and two gateways, each with connections of its own to a server of NATS. */
interface Running {
  readonly aggregator: Aggregator;
  readonly gateways: readonly RunningServer[];
}

/**
 * Live timelines as a cluster has them: senders publish to NATS, an aggregator counts, viewers are at gateways. Markers have
 * the test's time, and come as often as ever. Call it where tests are defined.
 */
export function overNats(): (terms: LiveTerms) => Promise<ServedTimeline> {
  const nats = natsOfTest();
  return async ({ start, ...terms }) => {
    let now = start;
    const asked = { ...terms, begunAt: start };
    const own = await nats.join(asked);
    const taker = new StreamTaker(own.connection, own.terms, () => now);
    const aggregators: Aggregator[] = [];
    let sent = 0;
    const open = async (): Promise<Running> => {
      const silent = pino({ enabled: false });
      const aggregator = await startAggregator(await nats.join(asked), () => now, silent);
      aggregators.push(aggregator);
      return { aggregator, gateways: [await startGateway(nats.url), await startGateway(nats.url)] };
    };
    const counted = (): number =>
      aggregators.reduce((sum, { share: { totals } }) => {
        return sum + totals.accepted + totals.duplicates + totals.rejected;
      }, 0);
    let running = await open();
    const close = async (): Promise<void> => {
      await Promise.all(running.gateways.map((gateway) => gateway.close()));
      await running.aggregator.close();
    };
    return {
      get feeds() {
        return running.gateways.map(({ url }) => `${url.replace('http', 'ws')}feed`);
      },
      get now() {
        return now;
      },
      send: async (records) => {
        const report = await sendRecords(taker, records);
        sent += report.accepted;
        return report;
      },
      moveTo: async (time) => {
        await eventually('all that was acknowledged is counted', () => counted() === sent);
        now = time;
      },
      restart: async () => {
        await close();
        running = await open();
      },
      close: async () => {
        taker.close();
        await close();
      },
    };
  };
}
