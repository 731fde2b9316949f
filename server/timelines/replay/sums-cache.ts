interface Entry {
  readonly value: Promise<unknown>;
  /** 0 until it is computed. */
  bytes: number;
}

/**
 * Keeps what was summed up for views, by key, up to so many bytes; beyond, what was asked for longest ago goes. Views that
 * are open hold what they show besides, until they close.
 */
export class SumsCache {
  readonly #maxBytes: number;
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;
  #computed = 0;
  #scopes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** How often anything had to be computed. */
  get computed(): number {
    return this.#computed;
  }

  /** A number to begin keys with, so that two who keep the like don't get each other's. */
  nextScope(): number {
    return this.#scopes++;
  }

  /** What is kept under the key, or else computed now; all who ask meanwhile wait for the same. A failure is not kept. */
  async get<T extends { readonly bytes: number }>(key: string, compute: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.value as Promise<T>;
    }
    this.#computed++;
    const value = compute();
    const entry: Entry = { value, bytes: 0 };
    this.#entries.set(key, entry);
    try {
      const { bytes } = await value;
      entry.bytes = bytes;
      this.#bytes += bytes;
      this.#shrink();
    } catch (fault) {
      this.#entries.delete(key);
      throw fault;
    }
    return value;
  }

  #shrink(): void {
    for (const [key, { bytes }] of this.#entries) {
      if (this.#bytes <= this.#maxBytes) return;
      // What is being computed has no size yet and is about to be used.
      if (bytes === 0) continue;
      this.#entries.delete(key);
      this.#bytes -= bytes;
    }
  }
}
