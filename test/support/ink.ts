import type { Locator } from 'playwright-core';

export interface Ink {
  /** Pixels of the colour. */
  readonly count: number;
  /** Their mean height in canvas pixels, from the top. */
  readonly meanY: number;
}

/** How many pixels of a canvas have a colour (red, green, blue), within a little for smoothed edges, and where. */
export function inkOf(canvas: Locator, color: readonly [number, number, number]): Promise<Ink> {
  return canvas.evaluate((element, wanted) => {
    const { width, height } = element as HTMLCanvasElement;
    const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
    let count = 0;
    let sumY = 0;
    for (let at = 0; at < data.length; at += 4) {
      const isFar =
        data[at + 3]! < 200 || wanted.some((channel, place) => Math.abs(channel - data[at + place]!) > 12);
      if (isFar) continue;
      count++;
      sumY += Math.floor(at / 4 / width);
    }
    return { count, meanY: sumY / count };
  }, color);
}
