import { liveBytes } from './live-bytes.js';
import { serveFeed } from './feed-process.js';
import { wallViews } from './wall-views.js';

/** The feed to a crowd, once a second, in a process of its own; tells its memory and when it ticked. */
const feed = await serveFeed(wallViews(), 1_000, 3_600);
process.on('message', () => {
  process.send!({ bytes: liveBytes(), ticksDue: feed.ticksDue });
});
process.send!(feed.port);
