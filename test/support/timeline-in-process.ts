import { LiveTimeline } from '../../server/live-timeline.js';
import { LIVE_DEFAULTS } from '../../server/timelines/live/live-settings.js';
import { serveTimelines, type HubServer } from './hub-server.js';
import { sendRecords } from './send-records.js';
import type { LiveTerms, ServedTimeline } from './served-timeline.js';
import { tempFolders } from './temp-folder.js';

/** Live timelines as `serve --live` has them, records, cells and viewers in one process; call it where tests are defined. */
export function inOneProcess(): (terms: LiveTerms) => Promise<ServedTimeline> {
  const tempFolder = tempFolders();
  return async ({ start, ...terms }) => {
    const settings = { ...LIVE_DEFAULTS, ...terms, folder: tempFolder(), flushMs: 0 };
    let live: LiveTimeline | undefined;
    const open = (now: number): Promise<HubServer> =>
      serveTimelines(now, undefined, async (clock) => {
        live = await LiveTimeline.load(settings, clock);
        return live.beside(undefined).timelines;
      });
    let server = await open(start);
    const close = async (): Promise<void> => {
      await server.close();
      await live!.store.close();
      const [fault] = server.faults;
      if (fault !== undefined) throw fault;
    };
    return {
      get feeds() {
        return [server.url];
      },
      get now() {
        return server.now;
      },
      send: (records) => sendRecords(live!.store, records),
      moveTo: async (time) => {
        server.now = time;
        server.hub.tick();
      },
      restart: async () => {
        const { now } = server;
        await close();
        server = await open(now);
      },
      close,
    };
  };
}
