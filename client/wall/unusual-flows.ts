import { html, nothing, type TemplateResult } from 'lit';
import type { Alert } from '../../protocol/alerts.js';
import type { ChartMark } from '../charts/chart-model.js';
import type { AlertsDetail } from '../elements/trade-alerts.js';
import type { WallConfig } from './wall-config.js';

/** Alerts that are read at one look, the largest, on a chart. */
const MARKED = 2;

/** An alert's span on a chart, and what it is of. */
export interface UnusualFlow {
  readonly dimension: Alert['dimension'];
  readonly mark: ChartMark;
}

/** What `trade-alerts` told. */
export function unusualFlows({ alerts, marks }: AlertsDetail): UnusualFlow[] {
  return alerts.map(({ dimension }, i) => ({ dimension, mark: marks[i]! }));
}

/** Marks for a chart: of the largest, or of the largest of one dimension. */
export function unusualMarks(unusual: readonly UnusualFlow[], of?: Alert['dimension']): ChartMark[] {
  const wanted = of === undefined ? unusual : unusual.filter(({ dimension }) => dimension === of);
  return wanted.slice(0, MARKED).map(({ mark }) => mark);
}

/** A quiet line of what is unusual, the largest, and how many more; it takes no room while nothing is. */
export function unusualBanner(
  { alerts, alertChange }: WallConfig,
  rows: number,
  onAlerts: (detail: AlertsDetail) => void,
): TemplateResult | typeof nothing {
  if (alerts.length === 0) return nothing;
  return html`<trade-alerts
    by=${alerts.join(' ')}
    change=${alertChange}
    rows=${rows}
    quiet="hide"
    @trade-alerts=${({ detail }: CustomEvent<AlertsDetail>) => onAlerts(detail)}
  ></trade-alerts>`;
}
