import { aisSeaborne } from './ais-seaborne.js';
import { baci } from './baci.js';
import { baciCountries } from './baci-countries.js';
import { cargoEvents } from './cargo-events.js';
import { comexStat } from './comex-stat.js';
import { comext } from './comext.js';
import { comtrade } from './comtrade.js';
import { comtradeLegacy, comtradeLegacyApi } from './comtrade-legacy.js';
import { portwatchCalls, portwatchChokepoints, portwatchPorts } from './counts-only.js';
import type { Format } from './format.js';
import { gacDownload } from './gac-download.js';
import { gacHeadline } from './gac-headline.js';
import { gacMonths, gacOtherPeriods } from './gac-months.js';
import { gacRegime } from './gac-regime.js';
import { gacTradeMode } from './gac-trade-mode.js';
import { japanCoal } from './japan-coal.js';
import { portwatchDaily } from './portwatch-daily.js';
import { tradewallRecords } from './tradewall-records.js';
import { ukHmrcHeadings, ukHmrcOts } from './uk-hmrc.js';
import { usCensusExports, usCensusImports } from './us-census.js';
import { wits } from './wits.js';

/** Every format, in the order in which a header is tried: the more particular before the more general. */
export const FORMATS: readonly Format[] = [
  comtrade,
  comtradeLegacy,
  comtradeLegacyApi,
  wits,
  comext,
  comexStat,
  gacDownload,
  gacRegime,
  gacTradeMode,
  gacHeadline,
  gacMonths,
  gacOtherPeriods,
  usCensusImports,
  usCensusExports,
  ukHmrcHeadings,
  ukHmrcOts,
  japanCoal,
  aisSeaborne,
  cargoEvents,
  baci,
  baciCountries,
  portwatchDaily,
  portwatchChokepoints,
  portwatchCalls,
  portwatchPorts,
  tradewallRecords,
];
