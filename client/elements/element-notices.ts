import { html, nothing, type TemplateResult } from 'lit';
import { formatAge } from '../format/format-age.js';
import type { Lang } from '../locales/lang.js';
import { message } from '../locales/message.js';
import type { ElementState } from './element-state.js';

/** What stands in place of what can't be shown, under its heading where it has one. */
export function renderNotice(
  state: ElementState,
  lang: Lang,
  heading: string | null,
  problem: string | null,
): TemplateResult {
  return html`${heading === null || heading === '' ? nothing : html`<div class="heading" part="label">${heading}</div>`}
    <p class="notice ${state}" part="notice" role="status">${noticeText(state, lang, problem)}</p>`;
}

function noticeText(state: ElementState, lang: Lang, problem: string | null): string {
  switch (state) {
    case 'error':
      return message(lang, 'notice.error', { problem: problem ?? '' });
    case 'offline':
    case 'stale':
      return message(lang, 'notice.offline');
    case 'empty':
      return message(lang, 'term.noData');
    default:
      return message(lang, 'notice.connecting');
  }
}

/** Figures that are not current say so themselves, on whatever page they are. */
export function renderAge(
  state: ElementState,
  lang: Lang,
  ageMs: number | null,
): TemplateResult | typeof nothing {
  if ((state !== 'stale' && state !== 'offline') || ageMs === null) return nothing;
  const age = formatAge(ageMs, lang);
  const text = `${message(lang, `state.${state}`)} · ${message(lang, 'state.age', { age })}`;
  return html`<span class="age" part="age" role="img" aria-label=${text} title=${text}>${age}</span>`;
}
