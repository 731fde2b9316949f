import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import { dimensionOf, type Grouping } from '../../protocol/dimensions.js';
import { measureDefinition, type Measure } from '../../protocol/measures.js';
import { quantityText } from '../format/format-quantity.js';
import { elementsMessage } from '../locales/elements-message.js';
import { measureName } from '../locales/measure-name.js';
import { message } from '../locales/message.js';
import { AreaSize } from './area-size.js';
import { captionStyles } from './caption-styles.js';
import { pictureStyles } from './picture-styles.js';
import { PointCursor } from './point-cursor.js';
import { ViewElement } from './view-element.js';

/** Something in a picture that has a name and a figure, largest first. */
export interface PicturePoint {
  /** Name and figures, as said of it. */
  readonly text: string;
}

/**
 * A picture of groups laid out in the room there is, whose parts are gone through by keys, or pointed at. What is under the
 * cursor is read out over it.
 *
 * @csspart header - heading, key and readout
 * @csspart readout - name and figures of what is under the cursor
 * @csspart picture - where the picture is
 */
export abstract class PictureElement<Point extends PicturePoint> extends ViewElement {
  static override styles = [...ViewElement.styles, captionStyles, pictureStyles];

  @query('.picture') private readonly area!: HTMLElement | null;

  readonly #size = new AreaSize(this, () => this.area);
  protected readonly cursor = new PointCursor(this, () => this.points.length);
  /** In the order in which keys go through them. */
  protected points: readonly Point[] = [];

  protected override get hasContent(): boolean {
    return this.feed.data !== null;
  }

  protected override get isEmpty(): boolean {
    return this.feed.data?.groups.length === 0;
  }

  /** Lays out what there is in so much room. */
  protected abstract layOut(width: number, height: number): readonly Point[];

  protected abstract renderPicture(width: number, height: number): TemplateResult;

  /** What to know of the picture beside its title: its colours, its unit. */
  protected renderKey(): TemplateResult | typeof nothing {
    return nothing;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { width, height } = this.#size;
    const isReady = this.feed.data !== null && width > 0 && height > 0;
    this.points = isReady ? this.layOut(width, height) : [];
  }

  protected override renderContent(): TemplateResult {
    const { width, height } = this.#size;
    const readout = this.#readout;
    return html`<figure part="base">
      <figcaption part="header">
        <span class="label" part="label">${this.fullTitle}</span>${this.renderKey()}
        <span class="beside readout" part="readout">${readout}</span>
      </figcaption>
      <div
        class="drawing picture"
        part="picture"
        role="img"
        tabindex="0"
        aria-label=${this.summary}
        @keydown=${this.cursor.onKey}
        @blur=${this.cursor.clear}
        @pointermove=${this.#onPointer}
        @pointerdown=${this.#onPointer}
        @pointerleave=${this.cursor.onLeave}
      >
        ${width > 0 && height > 0 ? this.renderPicture(width, height) : nothing}
      </div>
      ${this.cursor.renderSpoken(readout)}
    </figure>`;
  }

  protected get measureShown(): Measure {
    return this.feed.view!.measures[0]!;
  }

  /** An amount of what is shown, with its unit. */
  protected amount(value: number | null): string {
    const { kind } = measureDefinition(this.measureShown);
    return quantityText(value, kind, {
      lang: this.language,
      currency: this.feed.timeline?.currency ?? null,
      digits: 3,
    });
  }

  protected override get summary(): string {
    const largest = this.points.slice(0, 3).map(({ text }) => text);
    if (largest.length === 0) return this.fullTitle;
    const list = largest.join(this.language === 'zh-CN' ? '；' : '; ');
    return elementsMessage(this.language, 'picture.summary', { title: this.fullTitle, list });
  }

  /** Its heading where its author gives none: measure, what it is divided by, and period. */
  protected titleBy(groupings: readonly Grouping[]): string {
    const lang = this.language;
    const names = groupings.map((grouping) => message(lang, `by.${dimensionOf(grouping)}`));
    return elementsMessage(lang, 'picture.title', {
      measure: measureName(lang, this.measureShown),
      groups: names.join(lang === 'zh-CN' ? '、' : ', '),
      period: this.period(-1),
    });
  }

  /** Size of the text in the picture, px. */
  protected get fontPx(): number {
    return 0.85 * Number.parseFloat(getComputedStyle(this).fontSize);
  }

  get #readout(): string {
    const { index } = this.cursor;
    return index === null ? '' : (this.points[index]?.text ?? '');
  }

  readonly #onPointer = (event: PointerEvent): void => {
    const shape = (event.composedPath()[0] as Element).closest('[data-index]');
    this.cursor.point(shape === null ? null : Number(shape.getAttribute('data-index')));
  };
}
