import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ColorName } from '../styles/palette.js';

/** Colour of a timeline's badge: invented figures warn. */
export const KIND_COLORS: Readonly<Record<TimelineInfo['kind'], ColorName>> = {
  simulated: 'warn',
  replay: 'export',
  live: 'good',
};
