import type { TemplateResult } from 'lit';
import { commoditiesPage } from './commodities-page.js';
import { diagnosticsPage } from './diagnostics-page.js';
import { modesPage } from './modes-page.js';
import { overviewPage } from './overview-page.js';
import type { PageContext } from './page-context.js';
import type { PageName } from './page-names.js';
import { partnersPage } from './partners-page.js';
import { planPage } from './plan-page.js';
import { portsPage } from './ports-page.js';
import { replayPage } from './replay-page.js';

/** What each page shows between the head and the foot that all have. */
export const WALL_PAGES: Readonly<Record<PageName, (context: PageContext) => TemplateResult>> = {
  overview: overviewPage,
  partners: partnersPage,
  commodities: commoditiesPage,
  ports: portsPage,
  modes: modesPage,
  plan: planPage,
  replay: replayPage,
  diagnostics: diagnosticsPage,
};
