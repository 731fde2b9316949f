import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { copyable } from '../gallery/copyable.js';
import { formatNumber } from '../format/number.js';
import { setupMessage } from '../locales/setup-message.js';
import type { SettingProblem } from '../wall/setting-problem.js';
import { SETTING_GROUPS, SETTING_KEYS, type SettingGroup, type SettingKey } from '../wall/wall-settings.js';
import type { FieldContext } from './field-context.js';
import { settingField } from './setting-field.js';
import { SCREENS, type WallPreview } from './wall-preview.js';

/** All that the page shows. */
export interface SetupState extends Omit<FieldContext, 'problemsOf'> {
  readonly problems: readonly SettingProblem[];
  /** Of the wall, in full. */
  readonly address: string;
  readonly preview: WallPreview;
}

export function setupTemplate(state: SetupState): TemplateResult {
  const { lang } = state;
  return html`<header>
      <div>
        <h1>${setupMessage(lang, 'setup.title')}</h1>
        <p>${setupMessage(lang, 'setup.about')}</p>
      </div>
      <nav><a href="/?lang=${lang}">${setupMessage(lang, 'setup.home')}</a></nav>
    </header>
    <main>${result(state)} ${form(state)}</main>`;
}

/** The wall that the settings make, and its address. */
function result({ lang, address, preview }: SetupState): TemplateResult {
  return html`<section class="result" aria-labelledby="result">
    <h2 id="result">${setupMessage(lang, 'setup.result')}</h2>
    ${keyed(`${lang} ${address}`, copyable(address, lang))}
    <p class="tools">
      <a class="button" href=${address} target="_blank">${setupMessage(lang, 'setup.open')}</a>
      <label>
        ${setupMessage(lang, 'setup.screen')}
        <select @change=${(event: Event) => preview.choose((event.currentTarget as HTMLSelectElement).value)}>
          ${SCREENS.map((screen) => html`<option .selected=${screen === preview.screen}>${screen}</option>`)}
        </select>
      </label>
      <span class="note">
        ${setupMessage(lang, 'setup.scale', { percent: formatNumber(100 * preview.scale, lang, 0) })}
      </span>
    </p>
    ${preview.element}
  </section>`;
}

function form(state: SetupState): TemplateResult {
  const { lang, problems } = state;
  const groups = Object.keys(SETTING_GROUPS) as SettingGroup[];
  const problemsOf = (key: string): string[] => problems.flatMap((one) => (one.key === key ? one.text : []));
  return html`<form
    @submit=${(event: Event) => event.preventDefault()}
    aria-label=${setupMessage(lang, 'setup.settings')}
  >
    ${strangers(state)}
    ${groups.map(
      (group) =>
        html`<section aria-labelledby="group-${group}">
          <h2 id="group-${group}">${setupMessage(lang, `group.${group}`)}</h2>
          ${(Object.keys(SETTING_GROUPS[group]) as SettingKey[]).map((key) => settingField(key, { ...state, problemsOf }))}
        </section>`,
    )}
  </form>`;
}

/** What the page's address has beside settings. */
function strangers({ lang, problems }: SetupState): TemplateResult | typeof nothing {
  const unknown = problems.filter(({ key }) => !SETTING_KEYS.some((known) => known === key));
  if (unknown.length === 0) return nothing;
  return html`<div class="wrong" role="status">
    <p>${setupMessage(lang, 'setup.unknown')}</p>
    <ul>
      ${unknown.map(({ text }) => html`<li>${text}</li>`)}
    </ul>
  </div>`;
}
