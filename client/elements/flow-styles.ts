import { css } from 'lit';

export const flowStyles = css`
  .key {
    display: inline-flex;
    gap: 1em;
    font-size: 0.85em;
  }
  .key .import {
    color: var(--_import);
  }
  .key .export {
    color: var(--_export);
  }
  .ribbon {
    fill: none;
    stroke: var(--_series1);
    stroke-opacity: 0.4;
  }
  .ribbon.export {
    stroke: var(--_export);
  }
  .ribbon.import {
    stroke: var(--_import);
  }
  .ribbon.at {
    stroke-opacity: 0.75;
  }
  .node {
    fill: var(--_muted);
  }
  .picture text {
    paint-order: stroke;
    stroke: var(--_surface);
    stroke-width: 3px;
    stroke-opacity: 0.75;
    stroke-linejoin: round;
    pointer-events: none;
  }
  .amount {
    font-weight: 600;
  }
  @media (forced-colors: active) {
    .ribbon {
      stroke: LinkText;
    }
    .ribbon.import {
      stroke: VisitedText;
    }
  }
`;
