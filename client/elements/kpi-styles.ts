import { css } from 'lit';

/** A large figure, its unit smaller, and a quiet line below. */
export const kpiStyles = css`
  .label {
    color: var(--_muted);
  }
  .figure {
    direction: ltr;
    font-size: 3em;
    font-weight: 300;
    line-height: 1.1;
    letter-spacing: -0.03em;
    white-space: nowrap;
  }
  .unit {
    margin-inline-start: 0.25em;
    color: var(--_muted);
    font-size: 0.42em;
    letter-spacing: 0;
  }
  .sub {
    color: var(--_muted);
  }
  .spark-line {
    block-size: 1.9em;
    margin-block: 0.2em 0.35em;
  }
  .change {
    font-weight: 600;
    white-space: nowrap;
  }
  .change.good {
    color: var(--_good);
  }
  .change.bad {
    color: var(--_bad);
  }
`;
