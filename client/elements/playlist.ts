import type { FeedConnection } from '../feed/feed-connection.js';

/** How long the last figures of a timeline rest before the next one begins: time to read them from across a hall. */
const REST_MS = 10_000;

/** Those of a list that are served and can be played; names are separated by spaces or commas. */
export function playableOf(list: string, { timelines }: FeedConnection): string[] {
  return list.split(/[\s,]+/).filter((name) => timelines.get(name)?.controllable === true);
}

/** Plays one timeline after the other, from the first again after the last, for as long as it is followed. */
export class Playlist {
  readonly #play: (name: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param play called with the name of what is to be played next */
  constructor(play: (name: string) => void) {
    this.#play = play;
  }

  /**
   * To be called with each frame. What is in the list and not served is passed over: a demonstration goes on without it.
   * @param list null: there is none
   * @param isOver whether the current one has ended, or can't be had
   * @returns whether another timeline was chosen
   */
  follow(
    list: string | null,
    connection: FeedConnection | null,
    current: string | null,
    isOver: boolean,
  ): boolean {
    if (connection?.state !== 'live') {
      this.stop();
      return false;
    }
    const names = playableOf(list ?? '', connection);
    if (names.length > 0 && !names.includes(current ?? '')) {
      this.#play(names[0]!);
      return true;
    }
    this.#waitForNext(names, current, isOver);
    return false;
  }

  #waitForNext(names: readonly string[], current: string | null, isOver: boolean): void {
    if (names.length === 0 || !isOver) return this.stop();
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#play(names[(names.indexOf(current ?? '') + 1) % names.length]!);
    }, REST_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
