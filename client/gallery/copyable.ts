import { html, type TemplateResult } from 'lit';
import type { Lang } from '../locales/lang.js';
import { galleryMessage } from '../locales/gallery-message.js';

/** How long the button says that it worked. */
const SAID_MS = 2_000;

/** Code with a button that copies it. */
export function copyable(code: string, lang: Lang): TemplateResult {
  const onClick = (event: Event): void => void copy(code, event.currentTarget as HTMLButtonElement, lang);
  return html`<div class="copyable">
    <pre tabindex="0"><code>${code}</code></pre>
    <button type="button" @click=${onClick}>${galleryMessage(lang, 'gallery.copy')}</button>
  </div>`;
}

async function copy(code: string, button: HTMLButtonElement, lang: Lang): Promise<void> {
  button.textContent = galleryMessage(lang, (await written(code)) ? 'gallery.copied' : 'gallery.notCopied');
  setTimeout(() => (button.textContent = galleryMessage(lang, 'gallery.copy')), SAID_MS);
}

/** A page that is not served over https, or may not use the clipboard, leaves it to the reader to mark and copy. */
async function written(code: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code);
    return true;
  } catch {
    return false;
  }
}
