/** A part of the time shown, epoch ms. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** What a zoom moves about in. */
export interface ZoomHost {
  /** All that could be shown. */
  readonly extent: TimeWindow | null;
  /** What is shown; null: all, going on with the clock. */
  readonly zoomed: TimeWindow | null;
  zoomTo(window: TimeWindow | null): void;
}

/** Per notch of a wheel, and per key. */
const FACTOR = 1.25;

/** Pixels that a finger or mouse must go before it means to drag. */
const SLACK_PX = 6;

/** No nearer than this part of all that there is: a few buckets. */
const NEAREST = 0.01;

/**
 * Zooms and pans a chart: a drag selects a span of time, or pans what is zoomed; Ctrl and wheel, or two fingers, zoom about
 * the pointer; + and − about the middle, Shift and arrows pan, 0 and a double click show all again. The wheel alone is the
 * page's.
 */
export class ChartZoom {
  readonly #host: ZoomHost;
  readonly #area: HTMLElement;
  readonly #selection = document.createElement('div');
  readonly #pointers = new Map<number, number>();
  #dragged: { readonly startX: number; readonly window: TimeWindow | null } | null = null;

  constructor(host: ZoomHost, area: HTMLElement) {
    this.#host = host;
    this.#area = area;
    this.#selection.className = 'selection';
    area.addEventListener('wheel', this.#onWheel, { passive: false });
    area.addEventListener('pointerdown', this.#onDown);
    area.addEventListener('pointermove', this.#onMove);
    area.addEventListener('pointerup', this.#onUp);
    area.addEventListener('pointercancel', this.#onCancel);
    area.addEventListener('dblclick', this.#onReset);
    area.addEventListener('keydown', this.#onKey);
  }

  get area(): HTMLElement {
    return this.#area;
  }

  /** Zooms by a factor (above 1: nearer) about a part of the width. */
  #zoom(factor: number, about: number): void {
    const { extent } = this.#host;
    const shown = this.#host.zoomed ?? extent;
    if (extent === null || shown === null) return;
    const span = Math.max((shown.to - shown.from) / factor, (extent.to - extent.from) * NEAREST);
    if (span >= extent.to - extent.from) return this.#host.zoomTo(null);
    const from = shown.from + (shown.to - shown.from - span) * about;
    this.#host.zoomTo(clampWindow({ from, to: from + span }, extent));
  }

  /** Pans what is zoomed by a part of its width. */
  #pan(by: number, from = this.#host.zoomed): void {
    const { extent } = this.#host;
    if (extent === null || from === null) return;
    const ms = (from.to - from.from) * by;
    this.#host.zoomTo(clampWindow({ from: from.from + ms, to: from.to + ms }, extent));
  }

  readonly #onWheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#zoom(event.deltaY < 0 ? FACTOR : 1 / FACTOR, this.#partAt(event.clientX));
  };

  readonly #onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.#pointers.set(event.pointerId, event.clientX);
    const isTouchOfAll = event.pointerType === 'touch' && this.#host.zoomed === null;
    this.#dragged =
      this.#pointers.size === 1 && !isTouchOfAll
        ? { startX: event.clientX, window: this.#host.zoomed }
        : null;
  };

  readonly #onMove = (event: PointerEvent): void => {
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) return;
    if (this.#pointers.size === 2) return this.#pinch(event, before);
    const dragged = this.#dragged;
    if (dragged === null || Math.abs(event.clientX - dragged.startX) < SLACK_PX) return;
    this.#area.setPointerCapture(event.pointerId);
    if (dragged.window === null) return this.#select(dragged.startX, event.clientX);
    this.#pan((dragged.startX - event.clientX) / this.#box.width, dragged.window);
  };

  #pinch(event: PointerEvent, before: number): void {
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)![1];
    const [was, is] = [Math.abs(before - other), Math.abs(event.clientX - other)];
    this.#pointers.set(event.pointerId, event.clientX);
    if (was > 0 && is > 0) this.#zoom(is / was, this.#partAt((event.clientX + other) / 2));
  }

  /** Shows what would be zoomed to. */
  #select(fromX: number, toX: number): void {
    const area = this.#area.getBoundingClientRect();
    const { left, right } = this.#box;
    const [from, to] = [Math.min(fromX, toX), Math.max(fromX, toX)].map((x) =>
      Math.min(right, Math.max(left, x)),
    );
    this.#selection.style.left = `${from! - area.left}px`;
    this.#selection.style.width = `${to! - from!}px`;
    if (!this.#selection.isConnected) this.#area.append(this.#selection);
  }

  readonly #onUp = (event: PointerEvent): void => {
    const dragged = this.#dragged;
    const { extent } = this.#host;
    if (dragged !== null && dragged.window === null && this.#selection.isConnected && extent !== null) {
      const [a, b] = [this.#partAt(dragged.startX), this.#partAt(event.clientX)];
      const span = extent.to - extent.from;
      const from = extent.from + span * Math.min(a, b);
      const width = Math.max(Math.abs(a - b), NEAREST) * span;
      this.#host.zoomTo(clampWindow({ from, to: from + width }, extent));
    }
    this.#onCancel(event);
  };

  readonly #onCancel = (event: PointerEvent): void => {
    this.#pointers.delete(event.pointerId);
    this.#dragged = null;
    this.#selection.remove();
  };

  readonly #onReset = (): void => this.#host.zoomTo(null);

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions: Record<string, () => void> = {
      '+': () => this.#zoom(FACTOR, 0.5),
      '=': () => this.#zoom(FACTOR, 0.5),
      '-': () => this.#zoom(1 / FACTOR, 0.5),
      '0': this.#onReset,
    };
    const pans: Record<string, number> = { ArrowLeft: -0.1, ArrowRight: 0.1 };
    const action =
      event.shiftKey && event.key in pans ? () => this.#pan(pans[event.key]!) : actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };

  #partAt(clientX: number): number {
    const { left, width } = this.#box;
    return Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width)));
  }

  /** Where the lines are, without the axes. */
  get #box(): DOMRect {
    return (this.#area.querySelector('.u-over') ?? this.#area).getBoundingClientRect();
  }
}

/** A window of the same width that is within the extent. */
export function clampWindow({ from, to }: TimeWindow, extent: TimeWindow): TimeWindow {
  const shift = Math.max(0, extent.from - from) - Math.max(0, to - extent.to);
  return { from: Math.max(extent.from, from + shift), to: Math.min(extent.to, to + shift) };
}
