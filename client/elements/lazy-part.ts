/** A part that only some hosts need: loaded once, when it is first wanted. */
export class LazyPart<T> {
  readonly #load: () => Promise<T>;
  readonly #onSettled: (error: unknown) => void;
  #part: T | null = null;
  #isAsked = false;
  #isSettled = false;

  /** @param onSettled called when it has come, with null, or with why it does not */
  constructor(load: () => Promise<T>, onSettled: (error: unknown) => void) {
    this.#load = load;
    this.#onSettled = onSettled;
  }

  /** Null while it is on its way, and where it could not be had. */
  get part(): T | null {
    return this.#part;
  }

  /** Whether it is worth waiting for. */
  get isToCome(): boolean {
    return !this.#isSettled;
  }

  /** Has it loaded, and gives it once it is there. */
  want(): T | null {
    if (!this.#isAsked) void this.#fetch();
    return this.#part;
  }

  async #fetch(): Promise<void> {
    this.#isAsked = true;
    let fault: unknown = null;
    try {
      this.#part = await this.#load();
    } catch (error) {
      fault = error;
    }
    this.#isSettled = true;
    this.#onSettled(fault);
  }
}
