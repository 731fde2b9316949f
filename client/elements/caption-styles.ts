import { css } from 'lit';

/** A figure that fills its element: a caption of heading and unit, and what is drawn below it. */
export const captionStyles = css`
  figure {
    display: flex;
    flex-direction: column;
    height: 100%;
    margin: 0;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.1em 1.2em;
    padding-block-end: 0.35em;
    padding-inline-end: var(--_age-room, 0);
  }
  .label {
    font-weight: 500;
  }
  .unit,
  .beside {
    color: var(--_muted);
    font-weight: 400;
  }
  .drawing {
    position: relative;
    flex: 1;
    min-height: 0;
    overflow: hidden;
  }
  .drawing:focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: 2px;
  }
`;
