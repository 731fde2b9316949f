import type { ChartSeries, ChartTheme } from './chart-model.js';

/** Distances in parts of the font size. */
const PADDING = 1.2;
const LINE = 1.5;
const BADGE_PADDING = 0.5;
const SAMPLE = 1.6;
const LEGEND_GAP = 1.2;
/** As wide as a title and a badge need side by side, however small the element is. */
const LEAST_WIDTH = 24;

/** What a line is not broken within: a word, or one character of a script that has no spaces. */
const UNBROKEN = /[^ \u3000-\u9fff]+ *|[\u3000-\u9fff] *| +/g;

/** All that is written on an exported image; sizes are in CSS pixels. */
export interface ImageTexts {
  /** Heading with its unit. */
  readonly title: string;
  /** What kind of figures these are. */
  readonly badge: { readonly text: string; readonly color: string };
  readonly legend: readonly (Pick<ChartSeries, 'color' | 'dash' | 'width'> & { readonly text: string })[];
  /** As of when, in which money, from where: one after the other, in lines as long as the image is wide. */
  readonly footer: readonly string[];
  readonly theme: ChartTheme & { readonly text: string; readonly surface: string };
}

export interface ImageContent extends ImageTexts {
  /** In device pixels; null where there is nothing to be drawn. */
  readonly plot: HTMLCanvasElement | null;
  /** What is said in the place of a plot. */
  readonly blank?: string;
}

/** The size of all images of a sequence, and where in each the plot is, in device pixels. */
export interface ImageFrame {
  readonly width: number;
  readonly height: number;
  readonly plot: { readonly top: number; readonly width: number; readonly height: number };
}

/** Room for a plot on an image of a given size, in device pixels, which has these texts around it. */
export function frameFor(texts: ImageTexts, width: number, height: number): ImageFrame {
  const layout = new ImageLayout(canvasOf(width, 1), texts);
  const top = layout.drawHeader();
  const bottom = layout.drawFooter(top);
  return { width, height, plot: { top, width: layout.plotWidth, height: height - bottom } };
}

/**
 * A chart and all that its figures have to say about themselves, as one PNG.
 * @param frame by default as large as the plot and the texts around it
 */
export async function exportImage(content: ImageContent, frame?: ImageFrame): Promise<Blob> {
  const canvas = frame === undefined ? drawImage(content) : drawFrame(content, frame);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error(`export: no PNG of ${canvas.width} by ${canvas.height} pixels`));
      else resolve(blob);
    }, 'image/png'),
  );
}

function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width);
  canvas.height = Math.ceil(height);
  return canvas;
}

/** Lays out twice with the same code: once to learn the height, which the canvas has to have before it is drawn on. */
function drawImage(content: ImageContent): HTMLCanvasElement {
  const em = content.theme.fontSize * devicePixelRatio;
  const width = Math.max(content.plot?.width ?? 0, LEAST_WIDTH * em) + 2 * PADDING * em;
  const draw = (canvas: HTMLCanvasElement): number => {
    const layout = new ImageLayout(canvas, content);
    const top = layout.drawHeader();
    layout.drawPlot(content, top);
    return layout.drawFooter(top + (content.plot?.height ?? 0));
  };
  const canvas = canvasOf(width, draw(canvasOf(width, 1)));
  draw(canvas);
  return canvas;
}

/** Texts that are longer than those that room was made for are set closer: nothing moves from one image to the next. */
function drawFrame(content: ImageContent, { width, height, plot }: ImageFrame): HTMLCanvasElement {
  const measured = new ImageLayout(canvasOf(width, 1), content);
  const [top, bottom] = [measured.drawHeader(), measured.drawFooter(0)];
  const canvas = canvasOf(width, height);
  const layout = new ImageLayout(canvas, content);
  layout.squeezed(plot.top / top, () => layout.drawHeader());
  layout.drawPlot(content, plot.top, plot.height);
  const below = plot.top + plot.height;
  const squeeze = Math.min(1, (height - below) / bottom);
  layout.squeezed(squeeze, () => layout.drawFooter(below / squeeze));
  return canvas;
}

/** A pen that goes down the image; `#y` is where the next thing begins, in device pixels. */
class ImageLayout {
  readonly #context: CanvasRenderingContext2D;
  readonly #texts: ImageTexts;
  readonly #em: number;
  readonly #left: number;
  readonly #right: number;
  #y: number;

  constructor(canvas: HTMLCanvasElement, texts: ImageTexts) {
    this.#context = canvas.getContext('2d')!;
    this.#texts = texts;
    this.#em = texts.theme.fontSize * devicePixelRatio;
    this.#left = PADDING * this.#em;
    this.#right = canvas.width - this.#left;
    this.#y = this.#left;
    this.#context.fillStyle = texts.theme.surface;
    this.#context.fillRect(0, 0, canvas.width, canvas.height);
    this.#context.textBaseline = 'middle';
  }

  get plotWidth(): number {
    return this.#right - this.#left;
  }

  /** Draws with all heights in this proportion, where that is below 1. */
  squeezed(proportion: number, draw: () => void): void {
    this.#context.save();
    this.#context.scale(1, Math.min(1, proportion));
    draw();
    this.#context.restore();
  }

  /** Heading, badge and legend. @returns where the plot may begin */
  drawHeader(): number {
    const { title, theme } = this.#texts;
    const badgeFrom = this.#drawBadge();
    this.#drawText(title, theme.text, badgeFrom - this.#em, 500);
    this.#drawLegend();
    return Math.ceil(this.#y);
  }

  /** The plot, or in the middle of its room what is said in its place. */
  drawPlot({ plot, blank = '' }: ImageContent, top: number, height = 0): void {
    if (plot !== null) return this.#context.drawImage(plot, this.#left, top);
    this.#useFont(400);
    this.#context.fillStyle = this.#texts.theme.muted;
    this.#context.fillText(blank, this.#left, top + height / 2);
  }

  /** What the figures say about themselves, from `top` on. @returns where the image ends */
  drawFooter(top: number): number {
    const { footer, theme } = this.#texts;
    this.#y = top + this.#em * 0.5;
    const known = footer.filter((text) => text !== '');
    this.#drawText(known.join(' · '), theme.muted, this.#right, 400);
    return Math.ceil(this.#y + this.#left);
  }

  /** @returns its left end */
  #drawBadge(): number {
    const { text, color } = this.#texts.badge;
    const context = this.#context;
    this.#useFont(600);
    const padding = BADGE_PADDING * this.#em;
    const width = context.measureText(text).width + 2 * padding;
    const from = this.#right - width;
    context.strokeStyle = color;
    context.fillStyle = color;
    context.lineWidth = 0.1 * this.#em;
    context.setLineDash([]);
    context.strokeRect(from, this.#y, width, LINE * this.#em);
    context.fillText(text, from + padding, this.#y + (LINE * this.#em) / 2);
    return from;
  }

  #drawLegend(): void {
    const { theme } = this.#texts;
    const legend = this.#texts.legend.filter(({ text }) => text !== '');
    if (legend.length === 0) return;
    const context = this.#context;
    this.#useFont(400);
    let x = this.#left;
    for (const { text, ...line } of legend) {
      const width = (SAMPLE + 0.4) * this.#em + context.measureText(text).width;
      if (x > this.#left && x + width > this.#right) {
        x = this.#left;
        this.#y += LINE * this.#em;
      }
      this.#drawSample(x, line);
      context.fillStyle = theme.muted;
      context.fillText(text, x + (SAMPLE + 0.4) * this.#em, this.#y + (LINE * this.#em) / 2);
      x += width + LEGEND_GAP * this.#em;
    }
    this.#y += LINE * this.#em;
  }

  #drawSample(x: number, { color, dash, width }: Pick<ChartSeries, 'color' | 'dash' | 'width'>): void {
    const context = this.#context;
    const y = this.#y + (LINE * this.#em) / 2;
    context.strokeStyle = color;
    context.lineWidth = width * devicePixelRatio;
    context.setLineDash(dash.map((length) => length * devicePixelRatio));
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + SAMPLE * this.#em, y);
    context.stroke();
  }

  /** Sets a text in as many lines as it takes. */
  #drawText(text: string, color: string, right: number, weight: number): void {
    const context = this.#context;
    const width = right - this.#left;
    this.#useFont(weight);
    context.fillStyle = color;
    let line = '';
    const end = (): void => {
      context.fillText(line, this.#left, this.#y + (LINE * this.#em) / 2, width);
      this.#y += LINE * this.#em;
    };
    for (const part of text.match(UNBROKEN) ?? []) {
      if (line !== '' && context.measureText((line + part).trimEnd()).width > width) {
        end();
        line = '';
      }
      line += part;
    }
    end();
  }

  #useFont(weight: number): void {
    this.#context.font = `${weight} ${this.#em}px ${this.#texts.theme.fontFamily}`;
  }
}
