import type { ChartSeries, ChartTheme } from './chart-model.js';

/** Distances in parts of the font size. */
const PADDING = 1.2;
const LINE = 1.5;
const BADGE_PADDING = 0.5;
const SAMPLE = 1.6;
const LEGEND_GAP = 1.2;

/** What a line is not broken within: a word, or one character of a script that has no spaces. */
const UNBROKEN = /[^ \u3000-\u9fff]+ *|[\u3000-\u9fff] *| +/g;

/** All that stands on an exported image; the plot is in device pixels, the rest in CSS pixels. */
export interface ImageContent {
  /** Heading with its unit. */
  readonly title: string;
  /** What kind of figures these are. */
  readonly badge: { readonly text: string; readonly color: string };
  readonly legend: readonly (Pick<ChartSeries, 'color' | 'dash' | 'width'> & { readonly text: string })[];
  readonly plot: HTMLCanvasElement;
  /** As of when, in which money, from where: one after the other, in lines as long as the image is wide. */
  readonly footer: readonly string[];
  readonly theme: ChartTheme & { readonly text: string; readonly surface: string };
}

/** A chart and all that its figures have to say about themselves, as one PNG. */
export async function exportImage(content: ImageContent): Promise<Blob> {
  const canvas = drawImage(content);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error(`export: no PNG of ${canvas.width} by ${canvas.height} pixels`));
      else resolve(blob);
    }, 'image/png'),
  );
}

/** Lays out twice with the same code: once to learn the height, which the canvas has to have before it is drawn on. */
function drawImage(content: ImageContent): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = content.plot.width + 2 * PADDING * content.theme.fontSize * devicePixelRatio;
  const height = new ImageLayout(canvas, content).draw();
  canvas.height = Math.ceil(height);
  new ImageLayout(canvas, content).draw();
  return canvas;
}

/** A pen that goes down the image; `#y` is where the next thing begins, in device pixels. */
class ImageLayout {
  readonly #context: CanvasRenderingContext2D;
  readonly #content: ImageContent;
  readonly #em: number;
  readonly #left: number;
  readonly #right: number;
  #y: number;

  constructor(canvas: HTMLCanvasElement, content: ImageContent) {
    this.#context = canvas.getContext('2d')!;
    this.#content = content;
    this.#em = content.theme.fontSize * devicePixelRatio;
    this.#left = PADDING * this.#em;
    this.#right = canvas.width - this.#left;
    this.#y = this.#left;
    this.#context.fillStyle = content.theme.surface;
    this.#context.fillRect(0, 0, canvas.width, canvas.height);
    this.#context.textBaseline = 'middle';
  }

  /** @returns the height of it all */
  draw(): number {
    const { plot, footer, theme } = this.#content;
    const badgeFrom = this.#drawBadge();
    this.#drawText(this.#content.title, theme.text, badgeFrom - this.#em, 500);
    this.#drawLegend();
    this.#context.drawImage(plot, this.#left, this.#y);
    this.#y += plot.height + this.#em * 0.5;
    const known = footer.filter((text) => text !== '');
    this.#drawText(known.join(' · '), theme.muted, this.#right, 400);
    return this.#y + this.#left;
  }

  /** @returns its left end */
  #drawBadge(): number {
    const { text, color } = this.#content.badge;
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
    const { legend, theme } = this.#content;
    const context = this.#context;
    this.#useFont(400);
    let x = this.#left;
    for (const { text, ...line } of legend.filter((item) => item.text !== '')) {
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
    this.#context.font = `${weight} ${this.#em}px ${this.#content.theme.fontFamily}`;
  }
}
