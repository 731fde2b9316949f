import type { Measure } from '../../protocol/measures.js';
import type { ViewRequest } from '../../protocol/view.js';

/** Points of each line: two and a half days of minutes. */
export const POINTS = 3_600;

const FILTERS = [
  {},
  { partner: 'USA' },
  { partner: 'VNM' },
  { partner: 'JPN' },
  { partner: 'KOR' },
  { partner: 'DEU' },
  { commodity: '84' },
  { commodity: '85' },
] as const;

const MEASURES: readonly Measure[] = ['value', 'tonnage', 'records'];

/** A chart of the scene: exports and imports of one measure by the minute, within a filter. */
interface SceneChart {
  readonly measure: Measure;
  readonly filter: Readonly<Record<string, string>>;
}

/** 24 charts of two lines, as dense as a wall can be. */
export const CHARTS: readonly SceneChart[] = FILTERS.flatMap((filter) =>
  MEASURES.map((measure) => ({ measure, filter })),
);

/** What a chart of the scene subscribes to. */
export function chartView({ measure, filter }: SceneChart): ViewRequest {
  return {
    timeline: 'simulated',
    measures: [measure],
    by: ['flow'],
    where: Object.fromEntries(Object.entries(filter).map(([dimension, code]) => [dimension, [code]])),
    bucket: '1m',
    last: POINTS,
  };
}

const STYLE = `html { background: #0b0f14; color: #e6edf3; font: 14px sans-serif; color-scheme: dark }
  body { margin: 0; display: grid; grid: repeat(4, 1fr) / repeat(6, 1fr); gap: 8px; padding: 8px; box-sizing: border-box; height: 100vh }
  .cell { min-width: 0; min-height: 0; overflow: hidden } trade-chart { height: 100% }`;

/** The page of ours: elements with nothing but attributes. */
export function elementsPage(): string {
  const charts = CHARTS.map(({ measure, filter }) => {
    const where = Object.entries(filter).map(([dimension, code]) => `${dimension}="${code}"`);
    return `<div class="cell"><trade-chart measure="${measure}" by="flow" bucket="1m" last="${POINTS}" ${where.join(' ')}></trade-chart></div>`;
  });
  return page('<script type="module" src="/embed.js"></script>', charts.join(''));
}

/** The page of a peer: as many empty cells, which its script fills. */
export function peerPage(script: string): string {
  const cells = CHARTS.map(() => '<div class="cell"></div>').join('');
  return page(`<script type="module" src="/peers/charts/${script}.mjs"></script>`, cells);
}

function page(head: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Charts</title><link rel="icon" href="data:,">
    <link rel="stylesheet" href="/peers/node_modules/uplot/dist/uPlot.min.css"><style>${STYLE}</style>${head}<body>${body}</body></html>`;
}
