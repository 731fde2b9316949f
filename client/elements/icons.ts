import { html, type TemplateResult } from 'lit';

const PATHS = {
  play: 'M6 4v16l14-8z',
  pause: 'M6 4h4v16H6zM14 4h4v16h-4z',
  again: 'M12 5V1L6 6l6 5V7a5.500 5.500 0 1 1-5.200 7.300l-2 .7A7.500 7.500 0 1 0 12 5z',
  back: 'M6 4h3v16H6zM20 4v16L9 12z',
  forward: 'M15 4h3v16h-3zM4 4v16l11-8z',
  loop: 'M7 7h10v3l5-4-5-4v3H5v7h2zM17 17H7v-3l-5 4 5 4v-3h12v-7h-2z',
  end: 'M4 4v16l12-8zM17 4h3v16h-3z',
} as const;

/** A sign on a button, which has its name elsewhere. */
export function icon(name: keyof typeof PATHS): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}
