import { css } from 'lit';

export const filterStyles = css`
  /* What is chosen is not outdated, whatever the figures are. */
  :host(:is(:state(stale), :state(offline))) .content > * {
    filter: none;
  }
  .one {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.3em 0.7em;
  }
  .one span,
  legend {
    color: var(--_muted);
  }
  select,
  summary,
  details button {
    box-sizing: border-box;
    min-block-size: 2.5rem;
    max-inline-size: 100%;
    padding: 0 0.7em;
    border: 1px solid var(--_faint);
    border-radius: 0.4em;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    cursor: pointer;
  }
  summary {
    display: inline-block;
    padding-block: 0.5em;
    line-height: 1.4;
  }
  summary b {
    font-weight: 500;
  }
  fieldset {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(11em, 1fr));
    gap: 0.1em 1em;
    max-block-size: 16em;
    margin: 0.5em 0;
    padding: 0.5em 0.8em;
    border: 1px solid var(--_line);
    border-radius: 0.4em;
    overflow: auto;
  }
  fieldset label {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 1.75rem;
    cursor: pointer;
  }
  input {
    flex: none;
    inline-size: 1.1em;
    block-size: 1.1em;
    margin: 0;
    accent-color: var(--_export);
  }
  :is(select, summary, input, button):focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: 2px;
  }
`;
