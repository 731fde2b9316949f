import type { ReactiveController, ReactiveControllerHost } from 'lit';
import uPlot from 'uplot';
import type { ChartModel } from './chart-model.js';
import { pageFrames, type FrameScheduler, type Paintable } from './frame-scheduler.js';
import { topPadding } from './draw-marks.js';
import { plotOptions } from './plot-options.js';

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
  picture(): HTMLCanvasElement | null {
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
  }

  hostDisconnected(): void {
    this.#release();
    this.#frames.forget(this);
  }

  paint(): void {
    const model = this.#model;
    if (model === null || model.times.length === 0) return this.#destroyPlot();
    const shape = shapeOf(model);
    if (this.#plot === null || shape !== this.#shape) {
      this.#createPlot(model);
      this.#shape = shape;
      return;
    }
    drawNow(this.#plot, (plot) => {
      if (plot.width !== this.#size.width || plot.height !== this.#size.height) plot.setSize(this.#size);
      plot.setData(dataOf(model));
    });
  }

  #createPlot(model: ChartModel): void {
    this.#destroyPlot();
    const options = plotOptions(
      () => this.#model ?? model,
      this.#size,
      (index) => this.#host.onCursor(index),
    );
    this.#plot = new uPlot(options, dataOf(model), (plot, init) => {
      this.#area!.append(plot.root);
      drawNow(plot, () => init());
    });
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

/** By itself, uPlot draws in a microtask of its own, after the frame that has to know how long it took. */
function drawNow(plot: uPlot, change: (plot: uPlot) => void): void {
  plot.batch(change);
}

function dataOf(model: ChartModel): uPlot.AlignedData {
  return [model.times, ...model.series.map((series) => series.values)];
}

/** What a plot is made with and can't change later, the room above it for the names of marks included. */
function shapeOf(model: ChartModel): string {
  const { series, theme } = model;
  const styles = series.map(({ key, color, width, dash, fill, shape }) => [
    key,
    color,
    width,
    dash,
    fill,
    shape,
  ]);
  return JSON.stringify([styles, theme, topPadding(model), devicePixelRatio]);
}
