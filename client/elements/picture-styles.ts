import { css } from 'lit';

export const pictureStyles = css`
  :host {
    height: 22em;
    min-height: 0;
  }
  figcaption {
    min-block-size: 1.6em;
  }
  .readout {
    margin-inline-start: auto;
  }
  .picture {
    touch-action: manipulation;
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
