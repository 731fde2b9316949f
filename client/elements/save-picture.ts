import { html, type TemplateResult } from 'lit';
import type { Lang } from '../locales/lang.js';
import { message } from '../locales/message.js';

/** A sign alone, named for those who don't see it. */
export function saveButton(lang: Lang, save: () => void): TemplateResult {
  const name = message(lang, 'chart.save');
  return html`<button part="save" type="button" title=${name} aria-label=${name} @click=${save}>
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3v11m-5-4 5 5 5-5M4 20h16" /></svg>
  </button>`;
}
