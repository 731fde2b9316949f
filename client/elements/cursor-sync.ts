/** A chart whose cursor goes with others. */
export interface SyncedCursor {
  /** Puts the cursor on the bucket at an instant (epoch ms), or takes it away (null). */
  followCursor(time: number | null): void;
}

const groups = new Map<string, Set<SyncedCursor>>();

/** Lets a chart's cursor go with all others of a name on the page; returns what ends that. */
export function joinCursors(name: string, cursor: SyncedCursor): () => void {
  const group = groups.get(name) ?? new Set();
  groups.set(name, group.add(cursor));
  return () => {
    group.delete(cursor);
    if (group.size === 0) groups.delete(name);
  };
}

/** Moves the cursors of all others of the name to an instant, or takes them away. */
export function moveCursors(name: string, from: SyncedCursor, time: number | null): void {
  for (const cursor of groups.get(name) ?? []) if (cursor !== from) cursor.followCursor(time);
}
