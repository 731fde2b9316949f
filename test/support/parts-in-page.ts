import type { Locator, Page } from 'playwright-core';

/** All that is drawn in the elements of a page whose sections hold one each, shadow roots included. */
const partsOf = (page: Page): Locator => page.locator('section *');

/** What of an element is a shape: something painted, that has no words of its own to be known by. */
export function markShapes(page: Page): Promise<void> {
  return partsOf(page).evaluateAll((parts) => {
    const isEmpty = (color: string): boolean => /^(transparent|none|rgba\(.*, 0\))$/.test(color);
    for (const part of parts) {
      const { backgroundColor, backgroundImage, fill, stroke, display } = getComputedStyle(part);
      const { width, height } = part.getBoundingClientRect();
      const isDrawn = part instanceof SVGGeometryElement && !(isEmpty(fill) && isEmpty(stroke));
      const isFilled =
        part instanceof HTMLElement &&
        !(isEmpty(backgroundColor) && backgroundImage === 'none') &&
        part.childNodes.length === 0;
      if ((isDrawn || isFilled) && display !== 'none' && width > 1 && height > 1)
        part.setAttribute('data-shape', '');
    }
  });
}

/** Of the shapes that were marked, those that can't be told from the ground any more. */
export function lostShapes(page: Page): Promise<string[]> {
  return page.locator('section [data-shape]').evaluateAll((shapes) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.cssText = 'background: Canvas';
    const ground = getComputedStyle(probe).backgroundColor;
    probe.remove();
    const isSeen = (color: string): boolean =>
      color !== ground && !/^(transparent|none|rgba\(.*, 0\))$/.test(color);
    const lost = shapes.filter((shape) => {
      const style = getComputedStyle(shape);
      if (shape instanceof SVGElement) return !isSeen(style.fill) && !isSeen(style.stroke);
      const hasEdge = ['Top', 'Left', 'Bottom', 'Right'].some(
        (side) => Number.parseFloat(style.getPropertyValue(`border-${side.toLowerCase()}-width`)) > 0,
      );
      return !isSeen(style.backgroundColor) && style.backgroundImage === 'none' && !hasEdge;
    });
    return [
      ...new Set(
        lost.map((shape) => {
          const { host } = shape.getRootNode() as ShadowRoot;
          return `${host.localName} ${shape.localName}.${shape.getAttribute('class') ?? ''}`;
        }),
      ),
    ];
  });
}

/** What moves, or would when it changes; that a theme changed is told by a transition nobody sees. */
export function movingParts(page: Page): Promise<string[]> {
  return partsOf(page).evaluateAll((parts) => {
    const moves = (part: Element, pseudo?: string): boolean => {
      const { transitionDuration, animationName } = getComputedStyle(part, pseudo);
      return animationName !== 'none' || !/^0s(, 0s)*$/.test(transitionDuration);
    };
    const moving = parts.filter(
      (part) =>
        !part.classList.contains('probe') &&
        (moves(part) || moves(part, '::before') || moves(part, '::after')),
    );
    return [...new Set(moving.map((part) => `${part.localName}.${part.getAttribute('class') ?? ''}`))];
  });
}

/** The least that a finger can hit, px, by WCAG 2.2: target size (minimum). */
const LEAST_PX = 24;

/** What can be pressed and is smaller than that, seen or brought by the focus. */
export function smallTargets(page: Page): Promise<string[]> {
  return page
    .locator('section :is(button, select, input, summary, a, [role=slider], [tabindex="0"])')
    .evaluateAll((targets, least) => {
      const small = targets.filter((target) => {
        (target as HTMLElement).focus();
        const { width, height } = (target.closest('label') ?? target).getBoundingClientRect();
        return width > 0 && height > 0 && (width < least || height < least);
      });
      return small.map((target) => {
        const { width, height } = target.getBoundingClientRect();
        const { host } = target.getRootNode() as ShadowRoot;
        return `${host.localName} ${target.localName}.${target.className}: ${width} × ${height}`;
      });
    }, LEAST_PX);
}

/** Texts that are not read from left to right, as English and Chinese are: a unit before its number, a sign behind it. */
export function scrambledTexts(page: Page): Promise<string[]> {
  return partsOf(page).evaluateAll((parts) => {
    const placeOf = (text: Text, at: number): DOMRect => {
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return range.getBoundingClientRect();
    };
    const isScrambled = (text: Text): boolean => {
      const [start, end] = [text.data.search(/\S/), text.data.trimEnd().length - 1];
      if (start < 0 || end <= start || !text.parentElement!.checkVisibility()) return false;
      const [first, last] = [placeOf(text, start), placeOf(text, end)];
      return first.top === last.top && first.width > 0 && first.left > last.left;
    };
    const texts = parts.flatMap((part) => [...part.childNodes]).filter((node) => node instanceof Text);
    return texts.filter(isScrambled).map(({ data }) => data.trim());
  });
}
