import { html, nothing, type TemplateResult } from 'lit';
import type { Lang } from '../locales/lang.js';
import { elementsMessage } from '../locales/elements-message.js';
import { message } from '../locales/message.js';
import type { Figures } from './figures.js';
import {
  tableModel,
  type TableColumn,
  type TableModel,
  type TableOrder,
  type TableRow,
} from './table-model.js';

/** A real table of the figures, that says which of them are provisional or revised, and can be ordered by a column. */
export function renderTable(
  figures: Figures,
  lang: Lang,
  order: TableOrder | undefined,
  onOrder: (order: TableOrder) => void,
): TemplateResult {
  const model = tableModel(figures, lang, order);
  return html`<div
      class="table-scroll"
      part="table-scroll"
      role="region"
      tabindex="0"
      aria-label=${figures.title}
    >
      <table class="figure-table" part="table">
        <caption part="caption">
          ${figures.title}
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
    ${renderMore(model, lang)}`;
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

function renderMore({ rows, count }: TableModel, lang: Lang): TemplateResult | typeof nothing {
  if (count <= rows.length) return nothing;
  const text = elementsMessage(lang, 'table.more', { shown: rows.length, all: count });
  return html`<p class="table-note">${text}</p>`;
}
