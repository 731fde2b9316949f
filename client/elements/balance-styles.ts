import { css } from 'lit';

export const balanceStyles = css`
  .balance {
    display: grid;
    grid-template-columns: 1fr 1fr;
    align-content: start;
    gap: 0.25em 1.5em;
  }
  .label,
  .bar,
  .outcome {
    grid-column: 1 / -1;
  }
  .label {
    font-weight: 500;
  }
  .side {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
  }
  .side.import {
    align-items: end;
    text-align: end;
  }
  .name,
  .outcome {
    color: var(--_muted);
  }
  .amount {
    font-size: 1.5em;
    letter-spacing: -0.02em;
    white-space: nowrap;
  }
  .bar {
    position: relative;
    display: flex;
    gap: 0.15em;
    block-size: 0.8em;
  }
  .bar i {
    min-inline-size: 1px;
    border-radius: 0.15em;
  }
  .bar .export {
    background: var(--_export);
  }
  .bar .import {
    flex: 1;
    background: repeating-linear-gradient(90deg, var(--_import) 0 0.45em, transparent 0.45em 0.6em);
  }
  /* Where the two would be equal. */
  .bar .middle {
    position: absolute;
    inset-block: -0.2em;
    inset-inline-start: 50%;
    inline-size: 0.14em;
    min-inline-size: 0;
    margin-inline-start: -0.07em;
    border-radius: 0;
    background: var(--_text);
    box-shadow: 0 0 0 0.1em var(--_surface);
  }
  @media (forced-colors: active) {
    .bar i {
      forced-color-adjust: none;
    }
    .bar .export,
    .bar .middle {
      background: CanvasText;
    }
    .bar .import {
      background: repeating-linear-gradient(90deg, CanvasText 0 0.45em, transparent 0.45em 0.6em);
    }
  }
`;
