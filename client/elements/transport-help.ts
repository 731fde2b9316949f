import { html, type TemplateResult } from 'lit';
import type { Lang } from '../locales/lang.js';
import { transportMessage } from '../locales/transport-message.js';

/** Keys as they are written on the keyboard, and what they do. */
const ROWS = [
  [['Space', 'k'], 'key.toggle'],
  [['←', '→'], 'key.jump'],
  [['j', 'l'], 'key.longJump'],
  [[',', '.'], 'key.step'],
  [['<', '>'], 'key.speed'],
  [['Home', 'End'], 'key.ends'],
  [['0', '…', '9'], 'key.digits'],
  [['?'], 'key.help'],
] as const;

/** What each key does while the focus is inside the transport. */
export function helpTable(lang: Lang): TemplateResult {
  return html`<dl>
    ${ROWS.map(
      ([keys, meaning]) =>
        html`<dt>${keys.map((key) => (key === '…' ? ' … ' : html`<kbd>${key}</kbd>`))}</dt>
          <dd>${transportMessage(lang, meaning)}</dd>`,
    )}
  </dl>`;
}
