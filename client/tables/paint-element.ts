/** Rounded corners and the like are left out: a picture of figures, not of a page. */
const TEXT_ALIGN_BASE = 'alphabetic';

/**
 * Draws what an element shows on a canvas: grounds, borders, texts, canvases and SVG shapes, each where the browser has put
 * it. By hand, because an image made of markup is forbidden under a strict content security policy, and taints the canvas
 * in some browsers.
 * @param skip parts of it that are left out
 */
export function paintElement(element: Element, skip: string): HTMLCanvasElement {
  const box = element.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(box.width * devicePixelRatio);
  canvas.height = Math.ceil(box.height * devicePixelRatio);
  const context = canvas.getContext('2d')!;
  context.scale(devicePixelRatio, devicePixelRatio);
  context.translate(-box.left, -box.top);
  paintNode(context, element, skip, 1);
  return canvas;
}

function paintNode(context: CanvasRenderingContext2D, node: Node, skip: string, opacity: number): void {
  if (node instanceof Text) return paintText(context, node, opacity);
  if (!(node instanceof Element) || node.matches(skip) || !isSeen(node)) return;
  const style = getComputedStyle(node);
  if (style.clipPath.startsWith('inset(50%')) return;
  const seen = opacity * Number(style.opacity);
  context.globalAlpha = seen;
  if (node instanceof SVGElement) return paintSvg(context, node, style, skip, seen);
  paintBox(context, node.getBoundingClientRect(), style);
  if (node instanceof HTMLCanvasElement) return paintCanvas(context, node);
  if (node instanceof HTMLSelectElement) return paintChoice(context, node, style);
  const children =
    node instanceof HTMLSlotElement
      ? node.assignedNodes({ flatten: true })
      : (node.shadowRoot ?? node).childNodes;
  for (const child of children) paintNode(context, child, skip, seen);
}

/** What only groups what is in it has no box of its own, which to the browser is not to be visible. */
function isSeen(element: Element): boolean {
  return element.checkVisibility() || getComputedStyle(element).display === 'contents';
}

function paintBox(context: CanvasRenderingContext2D, box: DOMRect, style: CSSStyleDeclaration): void {
  context.fillStyle = style.backgroundColor;
  context.fillRect(box.left, box.top, box.width, box.height);
  const gradient = /^repeating-linear-gradient\(.*?(rgb[a]?\([^)]*\)|color\([^)]*\))/.exec(
    style.backgroundImage,
  );
  if (gradient !== null) paintStripes(context, box, gradient[1]!, Number.parseFloat(style.fontSize));
  const width = Number.parseFloat(style.borderTopWidth);
  context.fillStyle = style.borderTopColor;
  if (width > 0 && style.borderTopStyle !== 'none') context.fillRect(box.left, box.top, box.width, width);
}

/** The dashes of imports: three quarters on. */
function paintStripes(context: CanvasRenderingContext2D, box: DOMRect, color: string, emPx: number): void {
  context.fillStyle = color;
  const step = 0.6 * emPx;
  for (let from = box.left; from < box.right; from += step)
    context.fillRect(from, box.top, Math.min(0.45 * emPx, box.right - from), box.height);
}

function paintCanvas(context: CanvasRenderingContext2D, canvas: HTMLCanvasElement): void {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  if (canvas.width > 0 && canvas.height > 0) context.drawImage(canvas, left, top, width, height);
}

/** What is chosen; the browser draws it by itself, out of reach. */
function paintChoice(
  context: CanvasRenderingContext2D,
  select: HTMLSelectElement,
  style: CSSStyleDeclaration,
): void {
  const { left, top, height } = select.getBoundingClientRect();
  context.fillStyle = style.color;
  context.font = fontOf(style);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const text = select.selectedOptions[0]?.textContent.trim() ?? '';
  context.fillText(text, left + Number.parseFloat(style.paddingLeft), top + height / 2);
}

function fontOf({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): string {
  return `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
}

/** A line at a time, for a text that wraps is in several places. */
function paintText(context: CanvasRenderingContext2D, text: Text, opacity: number): void {
  const parent = text.parentElement ?? (text.getRootNode() as ShadowRoot).host;
  if (text.data.trim() === '' || parent === undefined || !isSeen(parent)) return;
  const style = getComputedStyle(parent);
  context.globalAlpha = opacity;
  context.fillStyle = parent instanceof SVGElement ? style.fill : style.color;
  context.font = fontOf(style);
  context.textBaseline = TEXT_ALIGN_BASE;
  context.direction = style.direction === 'rtl' ? 'rtl' : 'ltr';
  context.textAlign = 'left';
  for (const { words, box } of linesOf(text)) {
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = context.measureText(words);
    context.fillText(words, box.left, box.top + (box.height - up - down) / 2 + up);
  }
}

function* linesOf(text: Text): Generator<{ words: string; box: DOMRect }> {
  const range = document.createRange();
  let from = 0;
  let top: number | undefined;
  for (let at = 0; at <= text.length; at++) {
    const next = at < text.length ? characterBox(range, text, at) : undefined;
    const isSame = next === undefined ? at < text.length : top === undefined || Math.abs(next.top - top) < 1;
    if (next !== undefined) top ??= next.top;
    if (isSame) continue;
    range.setStart(text, from);
    range.setEnd(text, at);
    const words = range.toString().replaceAll(/\s+/g, ' ').trim();
    const box = range.getBoundingClientRect();
    if (words !== '' && box.width > 0) yield { words, box };
    [from, top] = [at, next?.top];
  }
}

function characterBox(range: Range, text: Text, at: number): DOMRect | undefined {
  range.setStart(text, at);
  range.setEnd(text, at + 1);
  return range.getClientRects()[0];
}

function paintSvg(
  context: CanvasRenderingContext2D,
  node: SVGElement,
  style: CSSStyleDeclaration,
  skip: string,
  opacity: number,
): void {
  if (node instanceof SVGTextContentElement) {
    for (const child of node.childNodes) paintNode(context, child, skip, opacity);
    return;
  }
  if (node instanceof SVGGeometryElement) paintShape(context, node, style, opacity);
  for (const child of node.children) paintNode(context, child, skip, opacity);
}

function paintShape(
  context: CanvasRenderingContext2D,
  node: SVGGeometryElement,
  style: CSSStyleDeclaration,
  opacity: number,
): void {
  const path = pathOf(node);
  const matrix = node.getScreenCTM();
  if (path === null || matrix === null) return;
  const outline = placed(path, matrix);
  const scale =
    style.vectorEffect === 'non-scaling-stroke'
      ? 1
      : Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));
  context.save();
  if (style.fill !== 'none') {
    context.globalAlpha = opacity * Number(style.fillOpacity);
    context.fillStyle = style.fill;
    context.fill(outline);
  }
  if (style.stroke !== 'none') {
    context.globalAlpha = opacity * Number(style.strokeOpacity);
    context.strokeStyle = style.stroke;
    context.lineWidth = Number.parseFloat(style.strokeWidth) * scale;
    context.lineCap = style.strokeLinecap as CanvasLineCap;
    context.setLineDash(dashOf(style).map((length) => length * scale));
    context.stroke(outline);
  }
  context.restore();
}

function placed(path: Path2D, matrix: DOMMatrix): Path2D {
  const moved = new Path2D();
  moved.addPath(path, matrix);
  return moved;
}

function dashOf({ strokeDasharray }: CSSStyleDeclaration): number[] {
  return strokeDasharray === 'none' ? [] : strokeDasharray.split(/[\s,]+/).map(Number.parseFloat);
}

function pathOf(node: SVGGeometryElement): Path2D | null {
  if (node instanceof SVGPathElement) return new Path2D(node.getAttribute('d') ?? '');
  const path = new Path2D();
  if (node instanceof SVGRectElement) {
    path.rect(
      node.x.baseVal.value,
      node.y.baseVal.value,
      node.width.baseVal.value,
      node.height.baseVal.value,
    );
  } else if (node instanceof SVGCircleElement) {
    path.arc(node.cx.baseVal.value, node.cy.baseVal.value, node.r.baseVal.value, 0, 2 * Math.PI);
  } else if (node instanceof SVGLineElement) {
    path.moveTo(node.x1.baseVal.value, node.y1.baseVal.value);
    path.lineTo(node.x2.baseVal.value, node.y2.baseVal.value);
  } else return null;
  return path;
}
