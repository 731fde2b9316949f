import { css } from 'lit';

/** What all elements have in common: notices, the age of what is not current. */
export const elementStyles = css`
  :host {
    display: block;
    position: relative;
    color: var(--_text);
    line-height: 1.25;
  }
  :host([hidden]) {
    display: none;
  }
  .content {
    display: contents;
  }
  /* Texts are in a language of their own: on a page from right to left, numbers and units keep their order. */
  * {
    unicode-bidi: plaintext;
  }
  :where(:not(button, select, th, caption)) {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  :host(:is(:state(stale), :state(offline))) .content > * {
    filter: grayscale(1);
  }
  /* What stands where the age is makes room for it. */
  :host(:is(:state(stale), :state(offline))) {
    --_age-room: 4.5em;
  }
  .notice {
    margin: 0;
    padding: 0.75em 0;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .notice.connecting {
    animation: appear 0.2s 0.4s both;
  }
  .notice.error {
    padding-inline-start: 0.75em;
    border-inline-start: 0.2em solid var(--_warn);
  }
  .heading + .notice.error {
    margin-block-start: 0.5em;
  }
  .age {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    z-index: 1;
    padding: 0.15em 0.5em;
    border-radius: 0.25em;
    background: var(--_surface);
    color: var(--_warn);
    font-size: 0.8em;
  }
  /* A hollow dot, as in the status: small, for it may lie over a heading. */
  .age::before {
    content: '';
    display: inline-block;
    width: 0.5em;
    height: 0.5em;
    margin-inline-end: 0.4em;
    border: 0.15em solid currentColor;
    border-radius: 50%;
  }
  :host(:state(offline)) .age {
    color: var(--_bad);
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;
