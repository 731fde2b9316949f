import type { Page } from 'playwright-core';

/** One piece of text as it is seen: what is cut off by a box around it does not count. */
export interface SeenText {
  readonly text: string;
  /** Tells texts apart; one that wraps is in several pieces. */
  readonly node: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly fontPx: number;
  /** Pixels of it that a box around it hides. */
  readonly cutPx: number;
}

/** Every piece of text of a page, shadow roots included, but not what is painted on canvases or only read aloud. */
export function seenTexts(page: Page): Promise<SeenText[]> {
  return page.evaluate(() => {
    const found: SeenText[] = [];
    let node = 0;
    const parentOf = (node: Node): Node | null =>
      (node as Element).assignedSlot ?? node.parentNode ?? (node as ShadowRoot).host ?? null;
    const look = (text: Text): void => {
      node++;
      const range = document.createRange();
      range.selectNodeContents(text);
      const parent = text.parentElement;
      if (parent === null || text.data.trim() === '' || !parent.checkVisibility()) return;
      for (const { left, top, right, bottom } of range.getClientRects()) {
        const seen = { left, top, right, bottom };
        for (let box = parentOf(text); box !== null; box = parentOf(box)) {
          if (!(box instanceof Element)) continue;
          const { overflow, clipPath } = getComputedStyle(box);
          const bounds = box.getBoundingClientRect();
          if (clipPath !== 'none') seen.right = seen.left;
          if (overflow === 'visible' || box === document.body) continue;
          seen.left = Math.max(seen.left, bounds.left);
          seen.right = Math.min(seen.right, bounds.right);
        }
        if (seen.right - seen.left < 1) continue;
        const fontPx = Number.parseFloat(getComputedStyle(parent).fontSize);
        found.push({
          ...seen,
          node,
          text: text.data.trim(),
          fontPx,
          cutPx: right - left - (seen.right - seen.left),
        });
      }
    };
    const search = (node: Node): void => {
      if (node instanceof Text) look(node);
      if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return;
      if (node instanceof Element && node.shadowRoot !== null) search(node.shadowRoot);
      node.childNodes.forEach(search);
    };
    search(document.body);
    return found;
  });
}

/** Pairs of texts that lie on one another by more than the leading of a line. */
export function overlaps(texts: readonly SeenText[]): string[] {
  const found: string[] = [];
  for (const [index, a] of texts.entries()) {
    for (const b of texts.slice(index + 1)) {
      if (a.node === b.node) continue;
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const leading = 0.35 * Math.min(a.fontPx, b.fontPx);
      if (width > 1 && height > leading) found.push(`${a.text} | ${b.text}`);
    }
  }
  return found;
}
