import { html, nothing, type TemplateResult } from 'lit';
import { settingMessage, setupMessage } from '../locales/setup-message.js';
import { readSetting } from '../wall/setting-reader.js';
import { SETTINGS, type SettingKey } from '../wall/wall-settings.js';
import { describedBy, type FieldContext } from './field-context.js';
import { listField } from './list-field.js';
import { selectField } from './select-field.js';
import { defaultOf } from './setting-words.js';

/** A setting with its name, the control that suits it, what it is, and what is wrong with it. */
export function settingField(key: SettingKey, context: FieldContext): TemplateResult {
  const { control } = SETTINGS[key];
  const name = settingMessage(context.lang, `setting.${key}`);
  const notes = notesOf(key, context);
  if (control.kind === 'list')
    return html`<fieldset class="field" aria-describedby=${describedBy(key)}>
      <legend>${name}</legend>
      ${listField(key, control, context)} ${notes}
    </fieldset>`;
  return html`<div class="field">
    <label for=${key}>${name}</label>
    ${control.kind === 'choice' || control.kind === 'timeline' ? selectField(key, control, context) : input(key, context)}
    ${notes}
  </div>`;
}

function input(key: SettingKey, { lang, draft, problemsOf, onSet }: FieldContext): TemplateResult {
  const { control } = SETTINGS[key];
  const text = draft.get(key) ?? '';
  const onInput = ({ currentTarget }: Event): void => {
    const { value, validity } = currentTarget as HTMLInputElement;
    // What is no number a browser keeps to itself, but not that it is there.
    onSet(key, validity.badInput ? String(Number.NaN) : value);
  };
  const [isNumber, range] = control.kind === 'number' ? [true, control] : [false, null];
  return html`<input
    id=${key}
    type=${isNumber ? 'number' : 'text'}
    min=${range?.from ?? nothing}
    max=${range?.to ?? nothing}
    step=${isNumber ? (range?.isWhole === true ? 1 : 'any') : nothing}
    autocomplete="off"
    spellcheck="false"
    .value=${isNumber && Number.isNaN(Number(text)) ? '' : text}
    placeholder=${defaultOf(key, lang)}
    aria-invalid=${problemsOf(key).length > 0}
    aria-describedby=${describedBy(key)}
    @input=${onInput}
  />`;
}

/** What a setting is and takes; below it what its codes mean and what the wall would name, with a way out. */
function notesOf(key: SettingKey, context: FieldContext): TemplateResult {
  const { lang, problemsOf, onSet } = context;
  const problems = problemsOf(key);
  return html`<p class="about" id="about-${key}">
      ${settingMessage(lang, `about.${key}`)}${takes(key, context)}
    </p>
    <div class="wrong" id="wrong-${key}" role="status">
      ${problems.map((problem) => html`<p>${problem}</p>`)}
      ${
        problems.length === 0
          ? nothing
          : html`<button
              type="button"
              aria-label=${setupMessage(lang, 'setup.clearOf', { name: settingMessage(lang, `setting.${key}`) })}
              @click=${() => onSet(key, '')}
            >
              ${setupMessage(lang, 'setup.clear')}
            </button>`
      }
    </div>`;
}

/** What a reader can't see from the control itself. */
function takes(key: SettingKey, { lang, draft, nameOf }: FieldContext): string {
  const { control, expected } = SETTINGS[key];
  if (control.kind === 'choice' || control.kind === 'list' || control.kind === 'timeline') return '';
  const codes = control.kind === 'codes' ? [readSetting(key, draft)?.value ?? []].flat() : [];
  const names = codes.map((code) => nameOf(key, String(code))).join(lang === 'zh-CN' ? '、' : ', ');
  return ` · ${names === '' ? expected(lang) : names}`;
}
