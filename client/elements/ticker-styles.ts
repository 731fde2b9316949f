import { css } from 'lit';

export const tickerStyles = css`
  .head {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: 0 1em;
    padding-block-end: 0.3em;
    padding-inline-end: var(--_age-room, 0);
  }
  .label {
    align-self: center;
    font-weight: 500;
  }
  .basis {
    color: var(--_muted);
    font-weight: 400;
  }
  .head button {
    flex: none;
    min-inline-size: 1.75rem;
    min-block-size: 1.75rem;
    padding: 0 0.7em;
    border: 1px solid var(--_line);
    border-radius: 0.35em;
    background: none;
    color: inherit;
    font: inherit;
    font-size: 0.85em;
    cursor: pointer;
  }
  .head button:focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: 2px;
  }
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: 5.6em 5.2em minmax(0, 1fr) max-content;
    gap: 0 0.8em;
    padding-block: 0.3em;
    border-block-start: 1px solid var(--_line);
    animation: arrive 0.4s ease-out;
  }
  @keyframes arrive {
    from {
      background: var(--_grid);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    li {
      animation: none;
    }
  }
  .time,
  .goods,
  .more {
    color: var(--_muted);
  }
  .what {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .flow {
    white-space: nowrap;
  }
  .flow.export {
    color: var(--_export);
  }
  .flow.import {
    color: var(--_import);
  }
  .amount {
    text-align: end;
    white-space: nowrap;
  }
  @container ticker (max-inline-size: 44em) {
    li {
      grid-template-columns: max-content minmax(0, 1fr) max-content;
    }
    .what {
      grid-column: 1 / -1;
      grid-row: 2;
    }
    .amount {
      grid-column: 3;
      grid-row: 1;
    }
  }
  .ticker {
    container: ticker / inline-size;
  }
`;
