import { isIP } from 'node:net';
import { ProblemError } from '../../protocol/errors.js';

/**
 * Names by which this server may be asked for. A page of any site can have its own name lead to this machine, and a browser
 * then takes the server for a part of that site (DNS rebinding): the name in `Host` is what tells. Addresses can't be had lead
 * anywhere else.
 */
export class Hosts {
  readonly #allowed: ReadonlySet<string> | undefined;

  /** @param allowed names besides localhost; undefined, or `*` among them, allows all */
  constructor(allowed: readonly string[] | undefined) {
    const isAll = allowed === undefined || allowed.includes('*');
    this.#allowed = isAll ? undefined : new Set(allowed.map((name) => name.toLowerCase()));
  }

  /** @param host the header; who is no browser may send none. @throws ProblemError `forbidden` for any other name */
  check(host: string | undefined): void {
    if (this.#allowed === undefined || host === undefined) return;
    const name = nameOf(host);
    if (isIP(name) !== 0 || /(^|\.)localhost$/.test(name) || this.#allowed.has(name)) return;
    const message = `Host: ${name.slice(0, 80)} is no name of this server; start it with --allow-host for those that are`;
    throw new ProblemError({ code: 'forbidden', field: 'Host', message });
  }
}

/** Without port and brackets. */
function nameOf(host: string): string {
  const [, bracketed, plain = ''] = /^(?:\[([^\]]*)\]|([^:]*))/.exec(host) ?? [];
  return (bracketed ?? plain).toLowerCase().replace(/\.$/, '');
}
