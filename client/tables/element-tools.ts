import { html, type TemplateResult } from 'lit';
import { exportImage } from '../charts/export-image.js';
import { download } from '../elements/download.js';
import { asOfText, moneyText, sourceText } from '../format/provenance.js';
import { titleOf } from '../format/timeline-texts.js';
import type { Lang } from '../locales/lang.js';
import { elementsMessage } from '../locales/elements-message.js';
import { message } from '../locales/message.js';
import { readColors } from '../styles/read-colors.js';
import { KIND_COLORS } from '../elements/kind-colors.js';
import { exportToCsv, exportToJson, type ElementExport } from './export-element.js';
import type { Exported } from './exported.js';
import { paintElement } from './paint-element.js';
import { renderTable } from './render-table.js';
import { tableStyles } from './table-styles.js';

type ExportFormat = 'png' | 'csv' | 'json';

/** What an element under these tools can be asked for. */
interface Exportable {
  readonly exported: ElementExport | null;
  readonly language: Lang;
  toCsv(): Promise<string>;
  toJson(): Promise<string>;
  toPng(): Promise<Blob>;
}

/** Buttons that save the figures, and one that shows them as a table, or the picture again. */
function renderTools(
  element: Exportable,
  wanted: readonly ('table' | ExportFormat)[],
  isTable: boolean,
  onToggle: () => void,
): TemplateResult {
  const lang = element.language;
  const toggleName = elementsMessage(lang, isTable ? 'tools.chart' : 'tools.table');
  return html`<div class="tools" part="tools">
    ${wanted.map((tool) =>
      tool === 'table'
        ? html`<button type="button" @click=${onToggle}>${toggleName}</button>`
        : renderSave(element, tool),
    )}
  </div>`;
}

function renderSave(element: Exportable, format: ExportFormat): TemplateResult {
  const lang = element.language;
  const name = elementsMessage(lang, `tools.${format}`);
  return html`<button
    type="button"
    aria-label=${elementsMessage(lang, 'tools.save', { format: name })}
    @click=${() => void save(element, format)}
  >
    ${name}
  </button>`;
}

/** Saves what an element shows, under the name of what it is; a failure is told in the console. */
async function save(element: Exportable, format: ExportFormat): Promise<void> {
  const { exported, language: lang } = element;
  if (exported === null) return;
  const { title, timeline, known } = exported;
  const name = [title, titleOf(timeline, lang), asOfText(timeline, lang, known)].join(' · ');
  try {
    download(await fileOf(element, format), name, format);
  } catch (error) {
    console.error(`Tradewall: ${format.toUpperCase()} of “${title}” could not be saved`, error);
  }
}

async function fileOf(element: Exportable, format: ExportFormat): Promise<Blob> {
  switch (format) {
    case 'png':
      return element.toPng();
    case 'csv':
      return new Blob([await element.toCsv()], { type: 'text/csv' });
    case 'json':
      return new Blob([await element.toJson()], { type: 'application/json' });
  }
}

/**
 * A picture of what an element shows, with its title, badge, as-of time, money and source around it.
 * @throws Error while it shows nothing
 */
function pictureOf(root: ShadowRoot, exported: Exported, lang: Lang): Promise<Blob> {
  const base = root.querySelector('[part~=base]');
  if (base === null)
    throw new Error(`<${root.host.localName}>: there is nothing to see; export it once there is`);
  const { timeline, known } = exported;
  // Where a heading has the unit, figures below it do without.
  const unit = root.querySelector('[part~=label] .unit')?.textContent ?? '';
  const colors = readColors(root);
  const { fontFamily, fontSize } = getComputedStyle(root.host);
  return exportImage({
    title: exported.title + unit,
    legend: [],
    badge: { text: message(lang, `kind.${timeline.kind}`), color: colors[KIND_COLORS[timeline.kind]] },
    plot: paintElement(base, '.heading, button:not(th *), [part~=label], [part~=caption]'),
    footer: [asOfText, moneyText, sourceText].map((textOf) => textOf(timeline, lang, known)),
    theme: { ...colors, fontFamily, fontSize: Number.parseFloat(fontSize) },
  });
}

/** What an element needs once its figures are wanted otherwise than as it shows them. */
export const elementTools = {
  renderTable,
  renderTools,
  save,
  tableStyles,
  exportToCsv,
  exportToJson,
  pictureOf,
};

export type ElementTools = typeof elementTools;
