import { css } from 'lit';

/** What stands under the figures of an element: what they are, and what can be done with them. */
export const figureStyles = css`
  :host(:state(noted)) {
    display: flex;
    flex-direction: column;
  }
  :host([hidden]) {
    display: none;
  }
  :host(:state(noted)) .content > [part~='base'] {
    flex: 1;
    min-height: 0;
  }
  .as-table {
    display: flex;
    flex-direction: column;
    min-height: 0;
    height: 100%;
  }
  .provenance {
    margin: 0.5em 0 0;
    color: var(--_muted);
    font-size: 0.8em;
  }
  /* What figures are is as true as before when they are outdated. */
  :host(:is(:state(stale), :state(offline))) .content > .provenance {
    filter: none;
  }
  .provenance b {
    color: var(--_warn);
    font-weight: 600;
    letter-spacing: 0.06em;
  }
  .provenance b.live {
    color: var(--_good);
  }
  .provenance b.replay {
    color: var(--_export);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4em;
    padding-block-start: 0.5em;
  }
  .tools button {
    min-inline-size: 1.75rem;
    min-block-size: 1.75rem;
    padding: 0 0.7em;
    border: 1px solid var(--_line);
    border-radius: 0.35em;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-size: 0.85em;
    cursor: pointer;
  }
  .tools button:hover {
    border-color: var(--_muted);
  }
  .tools button:focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: 2px;
  }
  /* One key away for everybody, in nobody's way: seen when it has the focus. */
  .tools.quiet {
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    z-index: 1;
    padding: 0;
  }
  .tools.quiet:not(:focus-within),
  .said {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
