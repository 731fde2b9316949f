import { css } from 'lit';

export const scrubberStyles = css`
  .span {
    position: relative;
    /* At either end half of the thumb is beyond the track. */
    margin-inline: 0.45em;
  }
  .track {
    position: relative;
    block-size: 3.5em;
    margin-block: 0.25em;
    border-radius: 0.3em;
    cursor: pointer;
    /* A finger moves along it, and scrolls the page across it. */
    touch-action: pan-y;
    user-select: none;
  }
  .track[aria-disabled='true'] {
    cursor: default;
  }
  .track > svg {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    border-radius: inherit;
    background: var(--_grid);
  }
  .bars {
    fill: var(--_faint);
    opacity: 0.55;
  }
  .played {
    fill: var(--_export);
    opacity: 1;
  }
  .range {
    fill: var(--_balance);
    opacity: 0.16;
  }
  .chapter {
    fill: var(--_warn);
  }
  .chapter.holiday {
    fill: var(--_bad);
  }
  .chapter.policy {
    fill: var(--_series2);
  }
  .thumb,
  .ghost {
    position: absolute;
    inset-block: -0.2em;
    inline-size: 0.2em;
    margin-inline-start: -0.1em;
    border-radius: 0.1em;
    background: var(--_text);
    box-shadow: 0 0 0 0.12em var(--_surface);
    pointer-events: none;
  }
  .thumb::before {
    content: '';
    position: absolute;
    inset-block-end: -0.3em;
    inset-inline-start: -0.35em;
    inline-size: 0.9em;
    block-size: 0.9em;
    border-radius: 50%;
    background: inherit;
  }
  .ghost {
    opacity: 0.45;
    box-shadow: none;
  }
  /* Wider than it looks, for a finger; beside the instant, so that both of a short loop can be taken hold of. */
  .loop-end {
    position: absolute;
    inset-block: -0.15em;
    inline-size: 1.75em;
    cursor: ew-resize;
    touch-action: none;
  }
  .loop-end.from {
    transform: translateX(-100%);
  }
  .loop-end::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: 0.55em;
    border: 0.2em solid var(--_balance);
    border-inline-end: none;
    box-sizing: border-box;
  }
  .loop-end.from::before {
    inset-inline: auto 0;
    border-inline: none 0.2em solid;
  }
  .loop-end.from::before,
  .loop-end.to::before {
    border-color: var(--_balance);
  }
  .loop-end[aria-disabled='true'] {
    cursor: default;
  }
  .preview {
    position: absolute;
    inset-block-start: calc(100% + 0.3em);
    z-index: 2;
    max-inline-size: 16em;
    padding: 0.3em 0.6em;
    border: 1px solid var(--_line);
    border-radius: 0.3em;
    background: var(--_surface);
    color: var(--_text);
    font-size: 0.9em;
    text-align: center;
    white-space: nowrap;
    pointer-events: none;
    transform: translateX(-50%);
  }
  /* A finger hides what is below it. */
  .preview.above {
    inset-block: auto calc(100% + 0.3em);
  }
  .preview span {
    display: block;
    overflow: hidden;
    color: var(--_muted);
    text-overflow: ellipsis;
  }
  @media (forced-colors: active) {
    .thumb,
    .ghost {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
  /* Time goes from left to right, as on every chart, whichever way the words around it go. */
  .span,
  .ends {
    direction: ltr;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    color: var(--_muted);
    font-size: 0.85em;
  }
`;
