import type { Lang } from '../locales/lang.js';
import type { ExportedRows } from './exported.js';
import { figureTable } from './figure-table.js';
import type { Figures } from './figures.js';
import { rowTable } from './row-table.js';
import type { TableModel, TableOrder } from './table-model.js';

/** What a table can show. */
export type TableSource = Figures | ExportedRows;

/** What an element shows as a table, in the reader's words. */
export function tableOf(shown: TableSource, lang: Lang, order?: TableOrder): TableModel {
  return 'views' in shown ? figureTable(shown, lang, order) : rowTable(shown, order);
}
