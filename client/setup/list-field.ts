import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { setupMessage } from '../locales/setup-message.js';
import type { SettingControl } from '../wall/setting-kinds.js';
import { readSetting } from '../wall/setting-reader.js';
import { SETTINGS, type SettingKey } from '../wall/wall-settings.js';
import type { FieldContext } from './field-context.js';
import { wordOf } from './setting-words.js';

type ListControl = Extract<SettingControl, { kind: 'list' }>;

/** A box for each word; where their order counts, those that are taken come first and can be moved. */
export function listField(key: SettingKey, control: ListControl, context: FieldContext): TemplateResult {
  const { choices, isOrdered } = control;
  const taken = takenOf(key, context.draft);
  const shown = isOrdered ? [...taken, ...choices.filter((word) => !taken.includes(word))] : choices;
  const list: OrderedWords = {
    key,
    taken,
    context,
    // Without an order of its own a list has that of its words.
    set: (next) =>
      context.onSet(key, textOf(isOrdered ? next : choices.filter((word) => next.includes(word)), control)),
  };
  return html`<ol>
    ${repeat(
      shown,
      (word) => word,
      (word) =>
        html`<li data-word=${word}>
          ${box(word, list)} ${isOrdered && taken.includes(word) ? moveButtons(word, list) : nothing}
        </li>`,
    )}
  </ol>`;
}

interface OrderedWords {
  readonly key: SettingKey;
  readonly taken: readonly string[];
  readonly context: FieldContext;
  readonly set: (words: readonly string[]) => void;
}

function box(word: string, { key, taken, context, set }: OrderedWords): TemplateResult {
  const isTaken = taken.includes(word);
  const onToggle = ({ currentTarget }: Event): void => {
    const input = currentTarget as HTMLInputElement;
    const list = input.closest('ol');
    set(input.checked ? [...taken, word] : taken.filter((one) => one !== word));
    focus(list, word, 'input', 0);
  };
  return html`<label>
    <input type="checkbox" .checked=${isTaken} @change=${onToggle} />
    ${wordOf(key, word, context.lang)}
  </label>`;
}

function moveButtons(word: string, { key, taken, context, set }: OrderedWords): TemplateResult {
  const { lang } = context;
  const place = taken.indexOf(word);
  const name = wordOf(key, word, lang);
  const onMove = (by: -1 | 1, button: EventTarget | null): void => {
    const list = (button as HTMLElement).closest('ol');
    const next = taken.filter((one) => one !== word);
    next.splice(place + by, 0, word);
    set(next);
    // At the end of the list, to the button that leads back.
    focus(list, word, 'button:enabled', by < 0 ? 0 : -1);
  };
  const button = (by: -1 | 1, sign: string, label: string, isLast: boolean): TemplateResult =>
    html`<button
      type="button"
      aria-label=${label}
      ?disabled=${isLast}
      @click=${({ currentTarget }: Event) => onMove(by, currentTarget)}
    >
      ${sign}
    </button>`;
  return html`${button(-1, '↑', setupMessage(lang, 'setup.earlier', { name }), place === 0)}
  ${button(1, '↓', setupMessage(lang, 'setup.later', { name }), place === taken.length - 1)}`;
}

function textOf(taken: readonly string[], { hasNone }: ListControl): string {
  return taken.length === 0 && hasNone ? 'none' : taken.join(',');
}

function takenOf(key: SettingKey, draft: URLSearchParams): readonly string[] {
  const value = readSetting(key, draft)?.value ?? SETTINGS[key].initial;
  return Array.isArray(value) ? value : [];
}

/** The form is drawn anew, and the focus goes along with what was moved. @param place among its controls; -1 is the last */
function focus(list: Element | null, word: string, controls: string, place: 0 | -1): void {
  const found = list?.querySelectorAll<HTMLElement>(`[data-word='${word}'] :is(${controls})`) ?? [];
  [...found].at(place)?.focus();
}
