import { html, nothing, type TemplateResult } from 'lit';
import type { Lang } from '../locales/lang.js';
import { galleryMessage } from '../locales/gallery-message.js';
import type { AttributeControl } from './attribute-control.js';
import { copyable } from './copyable.js';
import type { Example } from './example-elements.js';

/** A live element whose attributes can be played with, beside the very code that makes it. */
export class Playground {
  readonly #example: Example;
  readonly #element: HTMLElement;
  readonly #onChange: () => void;

  /** @param onChange called when an attribute is another, for the code is then another too */
  constructor(example: Example, onChange: () => void) {
    this.#example = example;
    this.#onChange = onChange;
    this.#element = document.createElement(example.tag);
    for (const [name, value] of Object.entries(example.attributes)) this.#element.setAttribute(name, value);
    // Written here, of names that the protocol allows.
    this.#element.innerHTML = example.inside ?? '';
  }

  render(lang: Lang): TemplateResult {
    const { tag, isWide, controls } = this.#example;
    return html`<figure class=${isWide ? 'wide' : ''}>
      ${this.#element}
      <figcaption>
        <p><code>&lt;${tag}&gt;</code> ${galleryMessage(lang, `gallery.is.${tag}`)}</p>
        ${copyable(this.code, lang)} ${controls.length === 0 ? nothing : this.#renderControls(lang)}
      </figcaption>
    </figure>`;
  }

  /** What the author of a page writes for the element as it is now. */
  get code(): string {
    const { tag, inside } = this.#example;
    const attributes = [...this.#element.attributes].map(({ name, value }) =>
      value === '' ? ` ${name}` : ` ${name}="${value.replaceAll('"', '&quot;')}"`,
    );
    return `<${tag}${attributes.join('')}>${inside ?? ''}</${tag}>`;
  }

  #renderControls(lang: Lang): TemplateResult {
    return html`<details>
      <summary>${galleryMessage(lang, 'gallery.attributes')}</summary>
      <div class="controls">
        ${this.#example.controls.map((control) => this.#renderControl(control, lang))}
      </div>
    </details>`;
  }

  #renderControl(control: AttributeControl, lang: Lang): TemplateResult {
    const value = this.#element.getAttribute(control.name);
    const onChange = (event: Event): void => this.#set(control, event.currentTarget as HTMLInputElement);
    switch (control.kind) {
      case 'flag':
        return html`<label>
          <input type="checkbox" .checked=${value !== null} @change=${onChange} />${control.name}
        </label>`;
      case 'choice':
        return html`<label
          >${control.name}
          <select @change=${onChange}>
            <option value="–" .selected=${value === null}>${galleryMessage(lang, 'gallery.unset')}</option>
            ${control.values.map(
              (word) =>
                html`<option value=${word} .selected=${word === value}>${word === '' ? '""' : word}</option>`,
            )}
          </select>
        </label>`;
      default:
        return html`<label
          >${control.name}
          <input
            type=${control.kind === 'number' ? 'number' : 'text'}
            .value=${value ?? ''}
            @change=${onChange}
          />
        </label>`;
    }
  }

  #set({ name, kind }: AttributeControl, input: HTMLInputElement): void {
    const isUnset =
      kind === 'flag' ? !input.checked : kind === 'choice' ? input.value === '–' : input.value === '';
    if (isUnset) this.#element.removeAttribute(name);
    else this.#element.setAttribute(name, kind === 'flag' ? '' : input.value);
    this.#onChange();
  }
}
