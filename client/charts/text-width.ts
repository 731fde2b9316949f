/** Widths by font and text; a chart has a dozen labels, and new ones only as its window slides on. */
const widths = new Map<string, number>();
const KEPT = 2_000;

/** Width of a text in a font, in the font's pixels; measured once, for setting a font costs more than drawing in it. */
export function textWidth(ctx: CanvasRenderingContext2D, font: string, text: string): number {
  const key = `${font} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  // A font may still be on its way, and then this is the width in another one.
  const isLoaded = document.fonts.check(font);
  ctx.save();
  ctx.font = font;
  const { width } = ctx.measureText(text);
  ctx.restore();
  if (widths.size >= KEPT) widths.clear();
  if (isLoaded) widths.set(key, width);
  return width;
}
