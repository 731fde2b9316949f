import { css, unsafeCSS } from 'lit';
import { COLOR_NAMES } from '../styles/palette.js';

/** Text in the plot is a little smaller than around it, in the same proportion at every size. */
export const chartStyles = css`
  :host {
    height: 18em;
    min-height: 0;
  }
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1em 1.1em;
    margin: 0;
    padding: 0;
    list-style: none;
    color: var(--_muted);
  }
  li {
    display: flex;
    align-items: baseline;
    gap: 0.4em;
    white-space: nowrap;
  }
  li svg {
    /* Forced colours are one for all lines: the sample has the line's. */
    forced-color-adjust: auto;
    align-self: center;
    width: 1.4em;
    height: 0.5em;
    overflow: visible;
    fill: none;
    stroke: currentColor;
  }
  li .value {
    color: var(--_text);
    text-align: end;
  }
  figcaption button {
    align-self: center;
    margin: -0.3em 0;
    margin-inline-start: auto;
    padding: 0.3em;
    border: none;
    background: none;
    color: var(--_muted);
    cursor: pointer;
  }
  figcaption button:is(:hover, :focus-visible) {
    color: var(--_text);
  }
  figcaption button svg {
    display: block;
    width: 1.4em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
  }
  figcaption button.back {
    padding: 0.2em 0.7em;
    border: 1px solid var(--_line);
    border-radius: 0.35em;
    color: var(--_text);
    font: inherit;
    font-size: 0.85em;
  }
  .selection {
    position: absolute;
    inset-block: 0;
    background: color-mix(in srgb, var(--_text) 12%, transparent);
    border-inline: 1px solid var(--_text);
    pointer-events: none;
  }
  .plot {
    touch-action: pan-y;
    font-size: 0.85em;
  }
  button:focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: 2px;
  }
  /* Its colours change with the theme, which starts a transition, and so tells that the canvas has to follow. */
  .probe {
    position: absolute;
    visibility: hidden;
    color: var(--_export);
    background: var(--_surface);
    border-color: var(--_text);
    transition:
      color 1ms,
      background-color 1ms,
      border-color 1ms;
  }
  ${unsafeCSS(COLOR_NAMES.map((name) => `svg.${name} { color: var(--_${name}); }`).join('\n  '))}
`;
