import type uPlot from 'uplot';

type Absent =
  | 'id'
  | 'class'
  | 'title'
  | 'mode'
  | 'bands'
  | 'plugins'
  | 'focus'
  | 'tzDate'
  | 'fmtDate'
  | 'pxAlign';

/** An axis that is told where its ticks are and what they say. */
export type TrimmedAxis = uPlot.Axis & Required<Pick<uPlot.Axis, 'splits' | 'values' | 'size' | 'font'>>;

/** Options of uPlot as `scripts/trim-uplot.ts` leaves it: what the rest would do has been cut out. */
export interface TrimmedOptions extends Omit<uPlot.Options, Absent> {
  readonly scales: Record<string, Required<Pick<uPlot.Scale, 'range'>> & { readonly time?: false }>;
  readonly axes: TrimmedAxis[];
  readonly cursor: Required<Pick<uPlot.Cursor, 'dataIdx'>> &
    Pick<uPlot.Cursor, 'x' | 'y' | 'move' | 'points' | 'drag'>;
  readonly legend: { readonly show: false };
  readonly select: uPlot.Select & { readonly show: false };
}
