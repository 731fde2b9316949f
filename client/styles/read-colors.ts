import { COLOR_NAMES, type ColorName } from './palette.js';

/**
 * The palette as it is resolved at an element, for a canvas, which takes no `var()`.
 * `root` is the shadow root of an element with `elementTokens`. Costs one style pass: call it when the theme may have
 * changed, not when painting.
 */
export function readColors(root: ShadowRoot): Readonly<Record<ColorName, string>> {
  const probe = document.createElement('span');
  probe.hidden = true;
  root.append(probe);
  const style = getComputedStyle(probe);
  const colors = COLOR_NAMES.map((name) => {
    probe.style.color = `var(--_${name})`;
    return [name, style.color] as const;
  });
  probe.remove();
  return Object.fromEntries(colors) as Record<ColorName, string>;
}
