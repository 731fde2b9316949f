import { html, nothing, type TemplateResult } from 'lit';
import type { Lang } from '../locales/lang.js';
import { elementsMessage } from '../locales/elements-message.js';
import { message } from '../locales/message.js';
import type { TableColumn, TableModel, TableOrder, TableRow } from './table-model.js';
import { tableOf, type TableSource } from './table-of.js';

/** A real table of the figures, that says which of them are provisional or revised, and can be ordered by a column. */
export function renderTable(
  shown: TableSource,
  lang: Lang,
  order: TableOrder | undefined,
  onOrder: (order: TableOrder) => void,
): TemplateResult {
  const model = tableOf(shown, lang, order);
  return html`<div
      class="table-scroll"
      part="table-scroll"
      role="region"
      tabindex="0"
      aria-label=${shown.title}
    >
      <table class="figure-table" part="table">
        <caption part="caption">
          ${shown.title}
        </caption>
        <thead>
          <tr>
            ${model.columns.map((column, place) => renderHead(column, place, lang, order, onOrder))}
          </tr>
        </thead>
        <tbody>
          ${model.rows.map((row) => renderRow(row, model, lang))}
        </tbody>
      </table>
    </div>
    ${renderNote(model, lang)}`;
}

/** A column of figures is first wanted by its largest, one of names from A. */
function renderHead(
  { title, isFigure }: TableColumn,
  place: number,
  lang: Lang,
  order: TableOrder | undefined,
  onOrder: (order: TableOrder) => void,
): TemplateResult {
  const isThis = order?.column === place;
  const isDescending = isThis ? !order.isDescending : isFigure;
  const sign = isThis ? (order.isDescending ? ' ▼' : ' ▲') : '';
  const sorted = isThis ? (order.isDescending ? 'descending' : 'ascending') : nothing;
  return html`<th scope="col" class=${isFigure ? 'figure' : ''} aria-sort=${sorted}>
    <button
      type="button"
      title=${elementsMessage(lang, 'table.sort', { name: title })}
      @click=${() => onOrder({ column: place, isDescending })}
    >
      ${title}${sign}
    </button>
  </th>`;
}

function renderRow(row: TableRow, { columns }: TableModel, lang: Lang): TemplateResult {
  const marks = [
    row.isOpen ? message(lang, 'term.provisional') : '',
    row.isRevised ? message(lang, 'term.revised') : '',
  ].filter((mark) => mark !== '');
  const mark = marks.length === 0 ? nothing : html` <span class="mark">${marks.join(' · ')}</span>`;
  return html`<tr part="row">
    ${row.cells.map((cell, place) =>
      columns[place]!.isFigure
        ? html`<td class="figure"><bdi dir="ltr">${cell}</bdi></td>`
        : html`<th scope="row">${cell}${place === 0 ? mark : nothing}</th>`,
    )}
  </tr>`;
}

function renderNote({ rows, count, note }: TableModel, lang: Lang): TemplateResult | typeof nothing {
  const text =
    count > rows.length ? elementsMessage(lang, 'table.more', { shown: rows.length, all: count }) : note;
  if (text === undefined) return nothing;
  return html`<p class="table-note">${text}</p>`;
}
