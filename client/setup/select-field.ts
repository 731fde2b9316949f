import { html, nothing, type TemplateResult } from 'lit';
import { titleOf } from '../format/timeline-texts.js';
import { setupMessage } from '../locales/setup-message.js';
import type { SettingControl } from '../wall/setting-kinds.js';
import { readSetting, settingText } from '../wall/setting-reader.js';
import { SETTINGS, type SettingKey } from '../wall/wall-settings.js';
import { describedBy, type FieldContext } from './field-context.js';
import { defaultOf, wordOf } from './setting-words.js';

interface Option {
  readonly value: string;
  readonly text: string;
}

type SelectControl = Extract<SettingControl, { kind: 'choice' | 'timeline' }>;

/** A list to choose one of, its default among them; what an address says wrongly stays to be seen until it is changed. */
export function selectField(key: SettingKey, control: SelectControl, context: FieldContext): TemplateResult {
  const { lang, draft, problemsOf, onSet } = context;
  const initial = { value: '', text: setupMessage(lang, 'setup.isDefault', { text: defaultOf(key, lang) }) };
  const options = [
    initial,
    ...(control.kind === 'choice' ? words(key, control, context) : timelines(context)),
  ];
  const chosen = chosenOf(key, draft);
  const isMissing = options.every(({ value }) => value !== chosen);
  return html`<select
    id=${key}
    aria-invalid=${problemsOf(key).length > 0}
    aria-describedby=${describedBy(key)}
    @change=${({ currentTarget }: Event) => onSet(key, (currentTarget as HTMLSelectElement).value)}
  >
    ${options.map(({ value, text }) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}
    ${isMissing ? html`<option value=${chosen} selected>${chosen}</option>` : nothing}
  </select>`;
}

/** What is right in whatever case, and under whatever name, is shown as what it means. */
function chosenOf(key: SettingKey, draft: URLSearchParams): string {
  const value = readSetting(key, draft)?.value;
  const chosen = typeof value === 'string' ? value : settingText(key, draft);
  return chosen === SETTINGS[key].initialText ? '' : chosen;
}

function words(
  key: SettingKey,
  { choices }: Extract<SettingControl, { kind: 'choice' }>,
  { lang }: FieldContext,
): Option[] {
  const others = choices.filter((word) => word !== SETTINGS[key].initialText);
  return others.map((word) => ({ value: word, text: wordOf(key, word, lang) }));
}

function timelines({ timelines: served, lang }: FieldContext): Option[] {
  return served.map((timeline) => ({
    value: timeline.name,
    text: `${titleOf(timeline, lang)} · ${timeline.name}`,
  }));
}
