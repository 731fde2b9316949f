import { ProblemError, type Problem } from '../../protocol/errors.js';
import type { Reply } from '../../protocol/server-messages.js';

/** A request that will have no answer, for the connection is lost; whether it was carried out can't be told. */
export class ConnectionLostError extends ProblemError {
  constructor() {
    super({
      code: 'bad-request',
      message: 'the connection is lost; look where the clock stands and try again',
    });
  }
}

interface Pending {
  resolve(reply: Reply): void;
  reject(error: ProblemError): void;
}

/** Requests under way on a connection, each with the number that its answer will carry. */
export class PendingRequests {
  readonly #pending = new Map<number, Pending>();
  #count = 0;

  /** A number for the next request, and what it will come to. */
  open(): { request: number; reply: Promise<Reply> } {
    const request = ++this.#count;
    const reply = new Promise<Reply>((resolve, reject) => this.#pending.set(request, { resolve, reject }));
    return { request, reply };
  }

  resolve(reply: Reply): void {
    this.#take(reply.request)?.resolve(reply);
  }

  /** @returns whether the problem was the answer to a request */
  reject(request: number | undefined, problem: Problem): boolean {
    const pending = this.#take(request);
    pending?.reject(new ProblemError(problem));
    return pending !== undefined;
  }

  /** To be called when the connection is lost: there will be no answers. */
  abandon(): void {
    for (const pending of this.#pending.values()) pending.reject(new ConnectionLostError());
    this.#pending.clear();
  }

  #take(request: number | undefined): Pending | undefined {
    if (request === undefined) return undefined;
    const pending = this.#pending.get(request);
    this.#pending.delete(request);
    return pending;
  }
}
