import type { Format } from './format.js';
import { portwatchDaily } from './portwatch-daily.js';
import { tradewallRecords } from './tradewall-records.js';

/** Every format, in the order in which a header is tried: the more particular before the more general. */
export const FORMATS: readonly Format[] = [portwatchDaily, tradewallRecords];
