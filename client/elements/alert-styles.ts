import { css } from 'lit';

export const alertStyles = css`
  ul {
    display: grid;
    /* Side by side where there is room for what each says in one line. */
    grid-template-columns: repeat(auto-fit, minmax(min(38em, 100%), 1fr));
    gap: 0.4em 1.5em;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 1em;
  }
  /* What goes on has a bar beside it, and says since when; colour only adds to that. */
  .on,
  .over {
    padding-inline-start: 0.7em;
    border-inline-start: 0.2em solid var(--_warn);
  }
  .over {
    border-inline-start-color: var(--_line);
  }
  .name {
    font-weight: 500;
  }
  .change {
    white-space: nowrap;
  }
  .on .change {
    color: var(--_warn);
  }
  .time,
  .amounts,
  .more,
  .quiet {
    color: var(--_muted);
  }
  .quiet {
    margin: 0;
  }
`;
