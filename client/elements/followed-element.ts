import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { FigureElement } from './figure-element.js';

/** Finds the element of an id near its host, whenever it comes, and updates the host each time that element is updated. */
export class FollowedElement implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #id: () => string | null;
  readonly #coming = new MutationObserver(() => this.#host.requestUpdate());
  #found: FigureElement | null = null;
  #stop = (): void => {};

  constructor(host: ReactiveControllerHost & Element, id: () => string | null) {
    this.#host = host;
    this.#id = id;
    host.addController(this);
  }

  /** Null where there is none, or none yet. */
  get element(): FigureElement | null {
    return this.#found;
  }

  hostUpdate(): void {
    const element = this.#search();
    const found = element instanceof FigureElement && element.isConnected ? element : null;
    if (found === this.#found) return;
    this.#stop();
    this.#found = found;
    this.#stop = found?.follow(() => this.#host.requestUpdate()) ?? ((): void => {});
  }

  hostDisconnected(): void {
    this.#coming.disconnect();
    this.#stop();
    this.#found = null;
  }

  #search(): Element | null {
    const id = this.#id();
    this.#coming.disconnect();
    if (id === null) return null;
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    const found = root.getElementById(id) ?? this.#host.ownerDocument.getElementById(id);
    if (found === null) this.#coming.observe(root, { childList: true, subtree: true });
    else if (customElements.get(found.localName) === undefined) this.#wait(found.localName);
    return found;
  }

  #wait(tag: string): void {
    if (tag.includes('-')) void customElements.whenDefined(tag).then(() => this.#host.requestUpdate());
  }
}
