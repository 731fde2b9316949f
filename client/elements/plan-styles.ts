import { css } from 'lit';

/** A row for each measure, with its bar; one below the other where there is little room. */
export const planStyles = css`
  .rows {
    display: grid;
    grid-template-columns: max-content max-content minmax(6em, 1fr) max-content;
    align-items: center;
    gap: 0.45em 1.6em;
  }
  .heading {
    grid-row: span 2;
    display: grid;
    gap: 0.3em;
    margin: 0;
    font-size: 1em;
    font-weight: 500;
  }
  .key,
  .unfiltered,
  .name,
  .outcome {
    color: var(--_muted);
  }
  .key,
  .unfiltered {
    font-weight: 400;
  }
  .key {
    direction: ltr;
  }
  .key::before {
    content: '';
    display: inline-block;
    inline-size: 0.16em;
    block-size: 1em;
    margin-inline-end: 0.5em;
    vertical-align: -0.12em;
    background: var(--_text);
  }
  .name b,
  .outcome b {
    color: var(--_text);
    font-weight: 500;
  }
  .outcome {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 1em;
    text-align: end;
  }
  .good b {
    color: var(--_good);
  }
  .bad b {
    color: var(--_bad);
  }
  .track {
    position: relative;
    block-size: 1em;
    border-radius: 0.2em;
    background: var(--_grid);
  }
  .fill,
  .beyond,
  .tick {
    position: absolute;
    inset-block: 0;
  }
  .fill {
    inset-inline-start: 0;
    border-radius: inherit;
    background: linear-gradient(
      90deg,
      color-mix(in srgb, var(--_muted) 30%, var(--_surface)),
      color-mix(in srgb, var(--_muted) 85%, var(--_surface))
    );
  }
  .beyond {
    inset-inline-end: 0;
    border-inline-start: 0.12em solid var(--_faint);
  }
  .tick {
    inset-block: -0.2em;
    inline-size: 0.16em;
    margin-inline-start: -0.08em;
    background: var(--_text);
    box-shadow: 0 0 0 0.12em var(--_surface);
  }
  @media (forced-colors: active) {
    .track {
      outline: 1px solid CanvasText;
    }
    .fill,
    .tick {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .tick {
      background: Highlight;
      box-shadow: 0 0 0 0.12em Canvas;
    }
  }
  @container plan (max-inline-size: 62em) {
    .rows {
      grid-template-columns: max-content minmax(6em, 1fr) max-content;
    }
    .heading {
      grid-row: auto;
      grid-column: 1 / -1;
      grid-auto-flow: column;
      justify-content: space-between;
    }
  }
  @container plan (max-inline-size: 34em) {
    .rows {
      grid-template-columns: 1fr;
    }
    .heading {
      grid-auto-flow: row;
    }
    .outcome {
      margin-block-end: 0.5em;
    }
  }
  .content {
    display: block;
    container: plan / inline-size;
  }
`;
