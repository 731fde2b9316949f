import type { Page } from 'playwright-core';

/** Blocks that a picture's width and height are divided into: coarse enough not to see how a machine smooths its fonts. */
const COLUMNS = 24;
const ROWS = 12;

/** Mean colour of each block of a picture, row by row, as red, green and blue of 0 to 255. */
export type PictureGrid = readonly number[];

/** Sums a picture up in the page's own browser, which can decode it. */
export function gridOf(page: Page, png: Buffer): Promise<PictureGrid> {
  return page.evaluate(
    async ([base64, columns, rows]) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.codePointAt(0)!);
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(columns, rows);
      const context = canvas.getContext('2d')!;
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, 0, 0, columns, rows);
      return [...context.getImageData(0, 0, columns, rows).data].filter((_, place) => place % 4 < 3);
    },
    [png.toString('base64'), COLUMNS, ROWS] as const,
  );
}

/** How much two pictures differ: the mean over all blocks, of 255, and the share of values that are far off. */
export function differenceOf(
  a: PictureGrid,
  b: PictureGrid,
): { readonly mean: number; readonly far: number } {
  const FAR = 40;
  const differences = a.map((value, place) => Math.abs(value - (b[place] ?? 0)));
  return {
    mean: differences.reduce((sum, value) => sum + value, 0) / differences.length,
    far: differences.filter((value) => value > FAR).length / differences.length,
  };
}
