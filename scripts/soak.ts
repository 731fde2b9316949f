import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { judgeSoak } from './soak/judge-soak.js';
import { soakTable } from './soak/soak-table.js';
import { runSoak, type SoakPlan } from './soak/run-soak.js';

/**
 * `npm run soak`: the wall with all its pages in turn, watched for what grows. By default thirty days of trade in nine
 * minutes, two of them a rotation; `-- --real` thirty minutes as they are. Prints a table, and with `--json FILE` all samples.
 */
const COMPRESSED: SoakPlan = { name: 'thirty days', samples: 15, turnS: 5, speed: 4_937 };
const REAL: SoakPlan = { name: 'thirty minutes', samples: 9, turnS: 30, speed: 1 };

const { values } = parseArgs({
  options: { real: { type: 'boolean', default: false }, json: { type: 'string' } },
});
const result = judgeSoak(await runSoak(values.real ? REAL : COMPRESSED));
process.stdout.write(`${soakTable(result)}\n`);
if (values.json !== undefined) {
  mkdirSync(dirname(values.json), { recursive: true });
  writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
}
process.exitCode = result.isFlat ? 0 : 1;
