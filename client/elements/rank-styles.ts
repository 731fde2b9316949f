import { css } from 'lit';

export const rankStyles = css`
  .rank {
    display: flex;
    flex-direction: column;
    height: 100%;
  }
  .rows {
    flex: 1;
    min-height: 0;
  }
  table {
    width: 100%;
    height: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }
  .label {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    padding-block-end: 0.4em;
    padding-inline-end: var(--_age-room, 0);
    font-weight: 500;
  }
  .unit {
    color: var(--_muted);
    font-weight: 400;
  }
  thead {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  th,
  td {
    padding: 0.3em 0;
    border-block-start: 1px solid var(--_line);
    font-weight: 400;
    text-align: -webkit-match-parent;
    text-align: match-parent;
    white-space: nowrap;
  }
  col.name {
    width: var(--trade-rank-name-width, 30%);
  }
  col.total {
    width: 3.6em;
  }
  col.change {
    width: 4.9em;
  }
  .name {
    padding-inline-end: 0.7em;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .total {
    padding-inline-start: 0.4em;
    text-align: end;
  }
  .change {
    color: var(--_muted);
    text-align: end;
  }
  .bar {
    height: 0.42em;
    min-width: 1px;
    border-radius: 0.1em;
    background: currentColor;
    color: var(--_series1);
  }
  .bar + .bar {
    margin-block-start: 0.2em;
  }
  .good {
    color: var(--_good);
  }
  .bad {
    color: var(--_bad);
  }
  .export {
    background: var(--_export);
  }
  .import {
    background: repeating-linear-gradient(90deg, var(--_import) 0 0.45em, transparent 0.45em 0.6em);
  }
  tr.rest .name,
  tr.rest .total {
    color: var(--_muted);
  }
  /* Grounds are taken away where colours are forced; bars are figures, and stay. */
  @media (forced-colors: active) {
    .bar {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .import {
      background: repeating-linear-gradient(90deg, CanvasText 0 0.45em, transparent 0.45em 0.6em);
    }
  }
`;
