import { VERSION } from '../version.js';

/** Where the copy that came first says on the page which version it is. */
const FIRST = Symbol.for('tradewall.version');

/**
 * Registers an element once: a page that loads the script twice keeps the first. Where that is another version it is told,
 * for what it then shows may not be what its author reads in the documentation.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  const page = globalThis as { [FIRST]?: string };
  const first = (page[FIRST] ??= VERSION);
  if (customElements.get(tag) === undefined) return customElements.define(tag, element);
  if (first !== VERSION)
    console.warn(
      `Tradewall ${VERSION}: the page has <${tag}> of ${first} already, and keeps it; load one version only`,
    );
}
