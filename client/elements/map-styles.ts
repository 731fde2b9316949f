import { css } from 'lit';

export const mapStyles = css`
  .key {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0 1em;
    font-size: 0.85em;
  }
  .key .export {
    color: var(--_export);
  }
  .key .import {
    color: var(--_import);
  }
  .country {
    fill: var(--trade-map-land, var(--_line));
    stroke: var(--trade-map-border, var(--_surface));
    stroke-width: 0.6px;
  }
  .arc {
    fill: none;
    stroke-linecap: round;
    stroke-opacity: 0.75;
    pointer-events: stroke;
  }
  .arc.export {
    stroke: var(--_export);
  }
  .arc.import {
    stroke: var(--_import);
    stroke-dasharray: 6 5;
  }
  .spot {
    fill: var(--_text);
    stroke: var(--_surface);
    stroke-width: 1px;
  }
  .spot.home {
    fill: var(--_surface);
    stroke: var(--_text);
    stroke-width: 2px;
  }
  .faint {
    stroke-opacity: 0.25;
  }
  .unplaced {
    margin: 0.3em 0 0;
    color: var(--_muted);
    font-size: 0.85em;
  }
  @media (forced-colors: active) {
    .country {
      fill: Canvas;
      stroke: CanvasText;
    }
    .arc {
      stroke: LinkText;
    }
    .arc.import {
      stroke: VisitedText;
    }
  }
`;
