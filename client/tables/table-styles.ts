import { css } from 'lit';

/** A table that scrolls by itself, under its own head. */
export const tableStyles = css`
  .table-scroll {
    position: relative;
    min-height: 0;
    max-height: var(--trade-table-height, 22em);
    overflow: auto;
  }
  .figure-table {
    width: 100%;
    border-collapse: collapse;
  }
  .figure-table caption {
    padding-block-end: 0.35em;
    font-weight: 500;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .figure-table :is(th, td) {
    padding: 0.3em 0.6em;
    border-block-end: 1px solid var(--_line);
    font-weight: 400;
    text-align: -webkit-match-parent;
    text-align: match-parent;
    white-space: nowrap;
  }
  .figure-table :is(th, td).figure {
    text-align: end;
  }
  .figure-table thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--_surface);
    color: var(--_muted);
  }
  .figure-table thead button {
    padding: 0.2em 0;
    border: none;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .figure-table .mark {
    color: var(--_muted);
    font-size: 0.85em;
  }
  .table-note {
    margin: 0.4em 0 0;
    color: var(--_muted);
    font-size: 0.85em;
  }
  .table-scroll:focus-visible,
  .figure-table button:focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: -2px;
  }
`;
