import { css } from 'lit';

export const pictureStyles = css`
  :host {
    height: 22em;
    min-height: 0;
  }
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
    min-block-size: 1.6em;
    padding-block-end: 0.35em;
  }
  .label {
    font-weight: 500;
  }
  .unit,
  .readout {
    color: var(--_muted);
    font-weight: 400;
  }
  .readout {
    margin-inline-start: auto;
  }
  .picture {
    position: relative;
    flex: 1;
    min-height: 0;
    overflow: hidden;
    touch-action: manipulation;
  }
  .picture:focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: 2px;
  }
  /* A picture is not text: what is left in it stays left. */
  .picture svg {
    direction: ltr;
    display: block;
    inline-size: 100%;
    block-size: 100%;
  }
  .picture text {
    fill: var(--_text);
    font-size: 0.85em;
  }
`;
