import type { Cell } from '../../protocol/server-messages.js';
import type { ViewRequest } from '../../protocol/view.js';
import { KG, YUAN } from './endless-sender.js';
import type { SentRecord } from './record-lines.js';
import type { WanderingViewer } from './wandering-viewer.js';

/** Cells by group: records, yuan and tonnes. */
export type Figures = Record<string, readonly [records: number, value: number, tonnage: number]>;

/** What a view is to show of records. */
export function naiveFigures(view: ViewRequest, records: readonly SentRecord[]): Figures {
  const counts: Record<string, number> = {};
  for (const record of records) {
    const key = view.by!.map((dimension) => record[dimension]).join(' ');
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return Object.fromEntries(
    Object.entries(counts)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, count]) => [key, [count, count * YUAN, (count * KG) / 1_000]]),
  );
}

/** What a viewer is shown. */
export function shownFigures(viewer: WanderingViewer): Figures {
  const { columns, rows } = viewer.shown ?? { columns: [] as string[], rows: new Map<string, Cell[]>() };
  const at = ['records', 'value', 'tonnage'].map((measure) => columns.indexOf(measure));
  const groups = viewer.view.by!.map((dimension) => columns.indexOf(dimension));
  return Object.fromEntries(
    [...rows.values()]
      .map((row): [string, [number, number, number]] => [
        groups.map((group) => row[group]).join(' '),
        at.map((column) => Number(row[column] ?? 0)) as [number, number, number],
      ])
      .filter(([, [records]]) => records > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Collects what viewers are shown that can't be: figures of a part of a record, less than before, more than was sent. */
export class FigureCheck {
  readonly wrong: string[] = [];
  readonly #sent: () => number;
  readonly #before = new WeakMap<WanderingViewer, Figures>();

  constructor(sent: () => number) {
    this.#sent = sent;
  }

  readonly check = (viewer: WanderingViewer): void => {
    const [last, now] = [this.#before.get(viewer) ?? {}, shownFigures(viewer)];
    this.#before.set(viewer, now);
    let total = 0;
    for (const [key, [records, value, tonnage]] of Object.entries(now)) {
      total += records;
      const isWhole = value === records * YUAN && Math.abs(tonnage - (records * KG) / 1_000) < 1e-6;
      if (!isWhole) this.wrong.push(`${key}: ${records} records, but ${value} yuan and ${tonnage} t`);
    }
    for (const [key, [records]] of Object.entries(last)) {
      const left = now[key]?.[0] ?? 0;
      if (left < records) this.wrong.push(`${key}: ${left} records after ${records}`);
    }
    if (total > this.#sent()) this.wrong.push(`${total} records of ${this.#sent()} that were sent`);
  };
}
