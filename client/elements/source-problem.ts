import type { Problem } from '../../protocol/errors.js';
import type { FeedConnection } from '../feed/feed-connection.js';
import { playableOf } from './playlist.js';
import { wrongWord } from './one-of.js';

/** Attributes of a source by which no view is asked for, as their author wrote them. */
export interface PlayAttributes {
  readonly session: string | null;
  readonly link: string | null;
  readonly live: string | null;
  readonly playlist: string | null;
}

/** What is wrong with them; null: nothing, or nothing that can be known before the feed has said what it has. */
export function sourceProblem(
  { session, link, live, playlist }: PlayAttributes,
  connection: FeedConnection | null,
): Problem | null {
  const wrong =
    wrongWord('session', session, ['shared', 'private']) ?? wrongWord('link', link, ['hash', 'query']);
  if (wrong !== null || connection === null || connection.serverVersion === null) return wrong;
  const { timelines } = connection;
  if (playlist === null || playableOf(playlist, connection).length > 0)
    return wrongWord('live', live, [...timelines.keys()]);
  const playable = [...timelines.values()].filter(({ controllable }) => controllable).map(({ name }) => name);
  return wrongWord('playlist', playlist, playable);
}
