import type { Page } from 'playwright-core';

/** What a page's charts have painted and hold, read from the outside. */
export interface ChartProbe {
  /** Pixels of the plot that are not transparent. */
  readonly painted: number;
  /** A number that changes when the picture does. */
  readonly hash: number;
  /** Bucket starts and the column of each group, keyed by its codes. */
  readonly times: number[];
  readonly columns: Record<string, (number | null)[]>;
  readonly state: string;
}

/** Looks at every `trade-chart` of the page, also inside shadow roots. */
export function probeCharts(page: Page): Promise<ChartProbe[]> {
  return page.evaluate(() => {
    const found: Element[] = [];
    const search = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName === 'trade-chart') found.push(element);
        if (element.shadowRoot !== null) search(element.shadowRoot);
      }
    };
    search(document);
    return found.map((element) => {
      const canvas = element.shadowRoot!.querySelector('canvas');
      const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let [painted, hash] = [0, 0];
      for (let at = 3; at < pixels.length; at += 4) {
        if (pixels[at] !== 0) painted++;
        hash = (Math.imul(hash, 31) + pixels[at]! + pixels[at - 1]! * 7) | 0;
      }
      const { feed } = element as unknown as {
        feed: {
          state: string;
          view: { measures: string[] } | null;
          data: {
            times: Float64Array;
            groups: { key: string; codes: (string | null)[] }[];
            column(key: string, measure: string): Float64Array | undefined;
          } | null;
        };
      };
      const columns: Record<string, (number | null)[]> = {};
      for (const group of feed.data?.groups ?? []) {
        const column = feed.data!.column(group.key, feed.view!.measures[0]!);
        columns[group.codes.join()] = [...(column ?? [])].map((cell) => (Number.isNaN(cell) ? null : cell));
      }
      return { painted, hash, times: [...(feed.data?.times ?? [])], columns, state: feed.state };
    });
  });
}
