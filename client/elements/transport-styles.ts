import { css } from 'lit';

/** Buttons large enough for a finger, that say by more than colour what has the focus and what can't be used. */
export const transportStyles = css`
  .group {
    display: flex;
    align-items: center;
    gap: 0.25em;
  }
  button,
  select {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.4em;
    min-inline-size: 2.75em;
    min-block-size: 2.75em;
    margin: 0;
    padding: 0 0.6em;
    border: 1px solid var(--_line);
    border-radius: 0.4em;
    background: none;
    color: inherit;
    font: inherit;
    white-space: nowrap;
    cursor: pointer;
  }
  select {
    background: var(--_surface);
  }
  :is(button, select):hover:not(:disabled) {
    border-color: var(--_muted);
    background: var(--_grid);
  }
  :is(button, select, [tabindex]):focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: 2px;
  }
  :is(button, select):disabled {
    border-style: dashed;
    color: var(--_muted);
    cursor: not-allowed;
  }
  button[aria-pressed='true'] {
    border-color: var(--_export);
    color: var(--_export);
  }
  svg.icon {
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: currentColor;
    stroke: none;
  }
  .said {
    margin: 0;
    padding: 0.4em 0;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .said:empty {
    padding: 0;
  }
  /* They say themselves what can be done; greyed by an old frame, a control would look switched off. */
  :host(:is(:state(stale), :state(offline))) .content > * {
    filter: none;
  }
`;
