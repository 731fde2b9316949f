import { stat } from 'node:fs/promises';

/** What happened to a watched file; `back`: it was gone, and is there again. */
export interface FileEvent {
  readonly file: string;
  readonly happened: 'changed' | 'removed' | 'back';
}

/** Something that differs between two contents of a file; null where there is no file. */
type Mark = string | null;

interface Watched {
  /** Of the content that was last taken. */
  taken: Mark;
  /** Of the newest look, and how many looks have seen it. */
  seen: Mark;
  looks: number;
}

/** Looks that must see the same before it counts: a file that is being written changes between two. */
const LOOKS_TO_SETTLE = 2;

/** One that is saved by removing and writing it anew is soon there again. */
const LOOKS_TO_BE_GONE = 5;

/**
 * Tells which files have changed, by looking at their size and time whenever it is asked to: unlike the system's notices,
 * that works for files on network mounts too, and for months.
 */
export class FileWatch {
  readonly #files = new Map<string, Watched>();

  /** To be called before the files are read for the first time, so that no change is missed. */
  async begin(files: readonly string[]): Promise<void> {
    for (const file of files) {
      const mark = await readMark(file);
      this.#files.set(file, { taken: mark, seen: mark, looks: LOOKS_TO_SETTLE });
    }
  }

  /** Looks once at every file; each change is told once. */
  async look(): Promise<FileEvent[]> {
    const events: FileEvent[] = [];
    for (const [file, watched] of this.#files) {
      const mark = await readMark(file);
      watched.looks = mark === watched.seen ? watched.looks + 1 : 1;
      watched.seen = mark;
      if (mark === watched.taken || watched.looks < (mark === null ? LOOKS_TO_BE_GONE : LOOKS_TO_SETTLE))
        continue;
      const wasGone = watched.taken === null;
      watched.taken = mark;
      events.push({ file, happened: mark === null ? 'removed' : wasGone ? 'back' : 'changed' });
    }
    return events;
  }
}

async function readMark(file: string): Promise<Mark> {
  try {
    const { size, mtimeMs, ino } = await stat(file);
    return `${size} ${mtimeMs} ${ino}`;
  } catch {
    // Not there, or not to be read: for who wants to show it, the same.
    return null;
  }
}
