/** Markup of each element with figures, and of those beside them, as a page may have it. */
export const FIGURE_ELEMENTS: Readonly<Record<string, string>> = {
  'trade-kpi': '<trade-kpi measure="value" compare="year" spark></trade-kpi>',
  'trade-chart': '<trade-chart type="mirrored" bucket="1d" last="60"></trade-chart>',
  'trade-spark': '<trade-spark bucket="1d" last="30" figure></trade-spark>',
  'trade-balance': '<trade-balance></trade-balance>',
  'trade-rank': '<trade-rank top="3"></trade-rank>',
  'trade-treemap': '<trade-treemap by="partner"></trade-treemap>',
  'trade-flow': '<trade-flow></trade-flow>',
  'trade-map': '<trade-map></trade-map>',
  'trade-ticker': '<trade-ticker></trade-ticker>',
  'trade-plan': '<trade-plan value="42300000000000"></trade-plan>',
  'trade-table': '<trade-table by="partner" bucket="1mo" last="3"></trade-table>',
};

export const EVERY_ELEMENT: Readonly<Record<string, string>> = {
  ...FIGURE_ELEMENTS,
  'trade-alerts': '<trade-alerts></trade-alerts>',
  'trade-filter': '<trade-filter></trade-filter>',
  'trade-status': '<trade-status></trade-status>',
  'trade-clock': '<trade-clock></trade-clock>',
  'trade-transport': '<trade-transport></trade-transport>',
  'trade-source': '<trade-source></trade-source>',
};

/** What a transport is made of; each stands alone as well. */
export const TRANSPORT_PARTS: Readonly<Record<string, string>> = Object.fromEntries(
  ['play', 'step', 'speed', 'scrubber', 'loop-range', 'chapters', 'live'].map((part) => [
    `trade-${part}`,
    `<trade-${part}></trade-${part}>`,
  ]),
);
