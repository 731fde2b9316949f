/** Pages of which other sites may use this server in a visitor's browser. */
export class Origins {
  readonly #allowed: readonly string[];

  /** @param allowed origins as `https://example.org`; `*` allows all */
  constructor(allowed: readonly string[]) {
    this.#allowed = allowed.map((origin) => (origin === '*' ? origin : new URL(origin).origin));
  }

  /** Whether anybody said which. */
  get isLimited(): boolean {
    return this.#allowed.length > 0;
  }

  /** Those allowed, as the CORS middleware has them. */
  get cors(): string | string[] {
    return !this.isLimited || this.#allowed.includes('*') ? '*' : [...this.#allowed];
  }

  /** Whether a page of this origin may ask; who is no browser names none. The server's own pages always may. */
  allows(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined || this.#allowed.includes('*') || this.#allowed.includes(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  }
}
