import { css, unsafeCSS, type CSSResult } from 'lit';
import { COLOR_NAMES, PALETTE, type ColorName } from './palette.js';

/** The page's language font leads; CJK fonts follow, so that Latin digits keep their own tabular shapes. */
const FONT_STACK =
  "'Inter Variable', Inter, 'Segoe UI', system-ui, 'Helvetica Neue', 'Liberation Sans', Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

/**
 * What an element includes in its `static styles`. It then writes `var(--_export)`, `var(--_text)` … `var(--_font)`.
 * Each takes the host page's `--trade-color-export` … `--trade-font` where set; if not, the palette's dark or light
 * colour by the `color-scheme` that the page has at this place, so that a white page gets light colours unasked.
 */
export const elementTokens: CSSResult = css`
  :host {
    ${unsafeCSS(COLOR_NAMES.map((name) => `--_${name}: var(--trade-color-${name}, ${schemed(name)});`).join('\n    '))}
    --_font: var(--trade-font, ${unsafeCSS(FONT_STACK)});
    font-family: var(--_font);
    font-variant-numeric: tabular-nums;
  }
`;

/** The same tokens for a page's own markup, as `--trade-…` on the root; a theme is then just `color-scheme`. */
export const pageTokens: CSSResult = css`
  :root {
    ${unsafeCSS(COLOR_NAMES.map((name) => `--trade-color-${name}: ${schemed(name)};`).join('\n    '))}
    --trade-font: ${unsafeCSS(FONT_STACK)};
  }
`;

function schemed(name: ColorName): string {
  const [dark, light] = PALETTE[name];
  return `light-dark(${light}, ${dark})`;
}
