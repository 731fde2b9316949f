import { css } from 'lit';

/** Words in a row, the badge first. */
export const statusStyles = css`
  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.35em 1.2em;
    color: var(--_muted);
  }
  .kind {
    padding: 0.25em 0.65em;
    border: 0.1em solid currentColor;
    border-radius: 0.3em;
    color: var(--_warn);
    font-weight: 600;
    font-size: 0.9em;
    letter-spacing: 0.12em;
  }
  .kind.live {
    color: var(--_good);
  }
  .kind.replay {
    color: var(--_export);
  }
  .kind:lang(zh) {
    letter-spacing: 0.05em;
  }
  .state {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-width: 4em;
    color: var(--_good);
  }
  .state.paused,
  .state.ended,
  .state.connecting {
    color: var(--_muted);
  }
  .state.stale {
    color: var(--_warn);
  }
  .state.offline {
    color: var(--_bad);
  }
  .dot {
    width: 0.6em;
    height: 0.6em;
    border-radius: 50%;
    background: currentColor;
  }
  /* Not by colour alone: what is not current is hollow. */
  :is(.stale, .offline, .connecting) .dot {
    background: none;
    border: 0.15em solid currentColor;
  }
  @media (forced-colors: active) {
    .dot {
      forced-color-adjust: none;
    }
  }
  /* The status itself says what is stale; greying it would hide the warning. */
  :host(:is(:state(stale), :state(offline))) .content > * {
    filter: none;
  }
  .age {
    display: none;
  }
`;
