import { css } from 'lit';

/** What uPlot's own style sheet says of the parts used here; adopted by a shadow root, it needs no leave of a CSP. */
export const uplotStyles = css`
  .uplot,
  .uplot * {
    box-sizing: border-box;
  }
  .u-wrap {
    position: relative;
    user-select: none;
  }
  .u-over,
  .u-under,
  .u-axis {
    position: absolute;
  }
  .u-under {
    overflow: hidden;
  }
  .uplot canvas {
    display: block;
    position: relative;
    width: 100%;
    height: 100%;
  }
  .u-select {
    position: absolute;
    pointer-events: none;
  }
  .u-cursor-x,
  .u-cursor-y {
    position: absolute;
    left: 0;
    top: 0;
    height: 100%;
    pointer-events: none;
    will-change: transform;
    border-right: 1px dashed var(--_muted);
  }
  .u-cursor-pt {
    position: absolute;
    top: 0;
    left: 0;
    border-radius: 50%;
    border: 0 solid;
    pointer-events: none;
    will-change: transform;
    /* Important because uPlot sets the background shorthand inline. */
    background-clip: padding-box !important;
  }
  .u-off {
    display: none;
  }
`;
