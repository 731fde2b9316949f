import type { FeedConnection } from '../feed/feed-connection.js';

/** Within how long the walls of a building reload after a deploy, so that they don't all ask for the page at once. */
const JITTER_MS = 30_000;

export interface DeployWatchPlatform {
  readonly reload: () => void;
  readonly after: (delayMs: number, callback: () => void) => void;
  /** In [0, 1). */
  readonly random: () => number;
}

/**
 * Reloads the page once when the server's build is no longer the one it began with.
 * Returns what ends the watch; a reload already on its way still comes.
 */
export function watchDeploys(connection: FeedConnection, platform: DeployWatchPlatform): () => void {
  let first = connection.serverVersion;
  const stop = connection.listen(() => {
    const version = connection.serverVersion;
    first ??= version;
    if (version === first) return;
    stop();
    platform.after(platform.random() * JITTER_MS, platform.reload);
  });
  return stop;
}
