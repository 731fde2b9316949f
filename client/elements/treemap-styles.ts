import { css } from 'lit';

export const treemapStyles = css`
  .key {
    color: var(--_muted);
    font-size: 0.85em;
  }
  .key .good {
    color: var(--_good);
  }
  .key .bad {
    color: var(--_bad);
  }
  .frame {
    position: absolute;
    box-sizing: border-box;
    height: 20px;
    overflow: hidden;
    color: var(--_muted);
    font-size: 0.8em;
    line-height: 20px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .tile {
    --_tint: var(--_muted);
    position: absolute;
    box-sizing: border-box;
    overflow: hidden;
    padding: 0.25em 0.4em;
    border-radius: 0.2em;
    background: color-mix(in srgb, var(--_tint) var(--_strength), var(--_surface));
    font-size: 0.85em;
    line-height: 1.3;
    transition:
      left 0.5s,
      top 0.5s,
      width 0.5s,
      height 0.5s;
  }
  .tile.good {
    --_tint: var(--_good);
  }
  .tile.bad {
    --_tint: var(--_bad);
  }
  .tile.rest {
    background: var(--_grid);
  }
  .tile.at {
    outline: 2px solid var(--_text);
    outline-offset: -2px;
  }
  .name,
  .figure {
    display: block;
  }
  .figure {
    white-space: nowrap;
  }
  .name {
    font-weight: 500;
  }
  @media (prefers-reduced-motion: reduce) {
    .tile {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .tile {
      border: 1px solid CanvasText;
    }
  }
`;
