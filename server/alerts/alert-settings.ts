import type { AlertDimension, AlertMeasure } from '../../protocol/alerts.js';

/** What makes a flow unusual enough to be told. */
export interface AlertSettings {
  /** Besides the flows as wholes; none: alerts are off. */
  readonly dimensions: readonly AlertDimension[];
  /** `auto`: value, or tonnage where no values are known. */
  readonly measure: AlertMeasure | 'auto';
  /** False alarms a year that all series together may give where their noise is normal. */
  readonly falseAlarms: number;
  /** Least change, as a ratio less 1. */
  readonly change: number;
  /** Largest groups of each flow and dimension that are watched. */
  readonly groups: number;
}

/** One alarm a year too many is forgiven, and a fifth more or less is worth a look; 30 partners are nine tenths of China's trade. */
export const ALERT_DEFAULTS: AlertSettings = {
  dimensions: ['partner', 'commodity', 'port'],
  measure: 'auto',
  falseAlarms: 1,
  change: 0.2,
  groups: 30,
};
