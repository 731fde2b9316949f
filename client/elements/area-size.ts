import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells its host the size of an area of it, in CSS pixels, and updates it when that changes. */
export class AreaSize implements ReactiveController {
  width = 0;
  height = 0;
  readonly #host: ReactiveControllerHost;
  readonly #area: () => Element | null;
  readonly #observer = new ResizeObserver(([entry]) => this.#onResize(entry!.contentRect));
  #observed: Element | null = null;

  /** @param area the area once it has been rendered */
  constructor(host: ReactiveControllerHost, area: () => Element | null) {
    this.#host = host;
    this.#area = area;
    host.addController(this);
  }

  hostUpdated(): void {
    const area = this.#area();
    if (area === this.#observed) return;
    this.#observer.disconnect();
    this.#observed = area;
    if (area !== null) this.#observer.observe(area);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#observed = null;
  }

  #onResize({ width, height }: DOMRectReadOnly): void {
    if (width === this.width && height === this.height) return;
    this.width = width;
    this.height = height;
    this.#host.requestUpdate();
  }
}
