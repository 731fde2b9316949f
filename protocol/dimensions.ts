/** The two directions of trade; re-import and re-export fold into them. */
export const FLOWS = ['import', 'export'] as const;

export type Flow = (typeof FLOWS)[number];

/** What a record can be told apart by, and a view can be filtered by. */
export const DIMENSIONS = ['flow', 'partner', 'commodity', 'port', 'mode', 'transport'] as const;

export type Dimension = (typeof DIMENSIONS)[number];

/** HS levels that a view can fold commodity codes to: chapter, heading, subheading. */
export const COMMODITY_LEVELS = ['commodity:2', 'commodity:4', 'commodity:6'] as const;

/** What a view can be grouped by: a dimension as reported, or commodity cut to 2, 4 or 6 digits. */
export const GROUPINGS = [...DIMENSIONS, ...COMMODITY_LEVELS] as const;

export type Grouping = (typeof GROUPINGS)[number];

/** Name of the group that `top` folds the smaller groups into. */
export const OTHER_GROUP = 'other';

/** The dimension behind a grouping: `commodity:2` is `commodity`. */
export function dimensionOf(grouping: Grouping): Dimension {
  return grouping.split(':')[0] as Dimension;
}

/** Digits that a grouping cuts its codes to; Infinity where it takes them as reported. */
export function levelOf(grouping: Grouping): number {
  const level = grouping.split(':')[1];
  return level === undefined ? Infinity : Number(level);
}
