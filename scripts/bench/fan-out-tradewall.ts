import { LIMITS } from '../../protocol/limits.js';
import { serveFeed } from './feed-process.js';
import { poolOfViews, wallViews } from './wall-views.js';

/** The feed in a process of its own, with the views of one wall or the pool that many choose from; tells its CPU time when asked. */
const views = process.argv[2] === 'pool' ? poolOfViews() : wallViews();
const feed = await serveFeed(views, LIMITS.tickMs, 7_200);
process.on('message', () => process.send!(feed.usage()));
process.send!(feed.port);
