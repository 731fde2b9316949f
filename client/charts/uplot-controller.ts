import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type uPlot from 'uplot';
import type { ChartModel } from './chart-model.js';
import type { ChartPainter } from './chart-painter.js';
import { pageFrames, type FrameScheduler, type Paintable } from './frame-scheduler.js';

/** Half of what a chart weighs, loaded with the first one and shared by all. */
let painter: ChartPainter | null = null;

export interface PlotHost extends ReactiveControllerHost {
  /** The element to draw in, once it has been rendered; it gives the size. */
  readonly plotArea: HTMLElement | null;
  /** Called when the cursor has come to another point, or left (null). */
  onCursor(index: number | null): void;
  /** Called when the plot area has another size: its font may follow the screen, which only the host can tell. */
  onResize(): void;
}

/**
 * Keeps one uPlot in its host's plot area: made when there is something to draw, given new data when there is newer, made
 * anew only when its series or its theme are others. Paints in the page's shared frame, and only in sight.
 */
export class UplotController implements ReactiveController, Paintable {
  readonly #host: PlotHost;
  readonly #frames: FrameScheduler;
  readonly #resizing: ResizeObserver;
  readonly #sighting: IntersectionObserver;
  #area: HTMLElement | null = null;
  #size = { width: 0, height: 0 };
  #isInSight = false;
  #plot: uPlot | null = null;
  #shape = '';
  #model: ChartModel | null = null;

  constructor(host: PlotHost, frames = pageFrames()) {
    this.#host = host;
    this.#frames = frames;
    this.#resizing = new ResizeObserver(([entry]) => this.#onResize(entry!.contentRect));
    this.#sighting = new IntersectionObserver((entries) => this.#onSight(entries.at(-1)!.isIntersecting));
    host.addController(this);
  }

  get isVisible(): boolean {
    return this.#isInSight && this.#size.width > 0 && this.#size.height > 0;
  }

  /** Takes what is to be drawn next; null clears the plot. */
  show(model: ChartModel | null): void {
    this.#model = model;
    this.#frames.invalidate(this);
  }

  /** Moves the cursor by points, from the newest one if it was nowhere. */
  moveCursor(by: number): void {
    const plot = this.#plot;
    if (plot === null) return;
    const times = plot.data[0];
    const from = plot.cursor.idx ?? times.length;
    const index = Math.min(times.length - 1, Math.max(0, from + by));
    this.placeCursor(index);
  }

  /** Puts the cursor on a point. */
  placeCursor(index: number): void {
    const plot = this.#plot;
    const time = plot?.data[0][index];
    if (plot !== null && time !== undefined) plot.setCursor({ left: plot.valToPos(time, 'x'), top: 0 });
  }

  hideCursor(): void {
    this.#plot?.setCursor({ left: -10, top: -10 });
  }

  /** What is to be seen now, painted out of sight too; null while there is nothing, or no room, to be drawn. */
  async picture(): Promise<HTMLCanvasElement | null> {
    await this.#loadPainter();
    this.#measure();
    if (this.#area === null || this.#size.width === 0 || this.#size.height === 0) return null;
    this.#frames.forget(this);
    this.paint();
    return this.#plot?.ctx.canvas ?? null;
  }

  /** The size comes with the browser's next frame, which a picture of a plot area just made does not wait for. */
  #measure(): void {
    if (this.#area === null || this.#size.width > 0) return;
    this.#size = { width: this.#area.clientWidth, height: this.#area.clientHeight };
  }

  hostUpdated(): void {
    const area = this.#host.plotArea;
    if (area === this.#area) return;
    this.#release();
    this.#area = area;
    if (area === null) return;
    this.#resizing.observe(area);
    this.#sighting.observe(area);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
    void this.#loadPainter();
  }

  hostDisconnected(): void {
    this.#release();
    this.#frames.forget(this);
  }

  paint(): void {
    const model = this.#model;
    if (painter === null) return;
    if (model === null || model.times.length === 0) return this.#destroyPlot();
    const shape = painter.shapeOf(model);
    if (this.#plot === null || shape !== this.#shape) {
      this.#createPlot(painter, model);
      this.#shape = shape;
      return;
    }
    const { dataOf, drawNow } = painter;
    drawNow(this.#plot, (plot) => {
      if (plot.width !== this.#size.width || plot.height !== this.#size.height) plot.setSize(this.#size);
      plot.setData(dataOf(model));
    });
  }

  #createPlot({ createPlot }: ChartPainter, model: ChartModel): void {
    this.#destroyPlot();
    this.#plot = createPlot(() => this.#model ?? model, {
      area: this.#area!,
      size: this.#size,
      onCursor: (index) => this.#host.onCursor(index),
    });
  }

  async #loadPainter(): Promise<void> {
    try {
      painter ??= (await import('./chart-painter.js')).chartPainter;
      if (this.#area !== null) this.#frames.invalidate(this);
    } catch (error) {
      console.error('Tradewall: what draws charts could not be loaded', error);
    }
  }

  #destroyPlot(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }

  #onResize({ width, height }: { width: number; height: number }): void {
    this.#size = { width: Math.floor(width), height: Math.floor(height) };
    this.#host.onResize();
    this.#frames.invalidate(this);
  }

  #onSight(isInSight: boolean): void {
    this.#isInSight = isInSight;
    this.#frames.wake();
  }

  #release(): void {
    this.#resizing.disconnect();
    this.#sighting.disconnect();
    this.#destroyPlot();
    this.#area = null;
    this.#size = { width: 0, height: 0 };
    this.#isInSight = false;
  }
}
