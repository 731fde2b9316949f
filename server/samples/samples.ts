import { fileURLToPath } from 'node:url';
import type { DatasetInfo } from '../store/dataset-info.js';

/** A file that ships, and what its records can't say about themselves. */
export interface Sample {
  readonly file: string;
  readonly about: Pick<DatasetInfo, 'title' | 'source' | 'valuation'>;
}

/** The samples by name; samples/README.md tells where their figures come from. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  china: {
    // The build leaves data where it is, two folders up from its own copy of this file.
    file: fileURLToPath(new URL('../../../server/samples/china.csv', import.meta.url)),
    about: {
      title: 'China · foreign trade by month',
      // What is on screen of tonnage has to say that it is not of all goods.
      source: 'General Administration of Customs of China, revised totals; tonnage of crude oil alone',
      valuation: { import: 'CIF', export: 'FOB' },
    },
  },
};
