import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { pagesOption, positiveOption } from './soak/soak-options.js';
import { judgeSoak } from './soak/judge-soak.js';
import { soakTable } from './soak/soak-table.js';
import { runSoak, type SoakPlan } from './soak/run-soak.js';

/**
 * `npm run soak`: the wall with all its pages in turn, watched for what grows. By default thirty days of trade in nine
 * minutes; `-- --real` forty-five minutes as they are, of which thirty count, on a server that has a day behind it;
 * `--rotations N` and `--pages LIST` for another length, `--settle S` for another beginning that is left out. `--control`
 * plants a leak that has to be found. Prints a table, and with `--json FILE` all samples. Exit code 0: what was to be shown
 * was shown.
 */
const COMPRESSED = { name: 'thirty days', rotations: 15, turnS: 5, speed: 4_937, rushS: 0, fillS: 60 };
const REAL = { name: 'forty-five minutes', rotations: 77, turnS: 5, speed: 1, rushS: 120, fillS: 900 };

const { values } = parseArgs({
  options: {
    real: { type: 'boolean', default: false },
    control: { type: 'boolean', default: false },
    pages: { type: 'string' },
    rotations: { type: 'string' },
    settle: { type: 'string' },
    json: { type: 'string' },
  },
});
const usual = values.real ? REAL : COMPRESSED;
const plan: SoakPlan = {
  ...usual,
  pages: pagesOption(values.pages),
  rotations: positiveOption('rotations', values.rotations) ?? usual.rotations,
  // The first minute fills what is kept at all, compiles what is used and shows most pages once.
  settleS: positiveOption('settle', values.settle) ?? 60,
  fillS: positiveOption('settle', values.settle) ?? usual.fillS,
  isControl: values.control,
};
const result = judgeSoak(await runSoak(plan));
process.stdout.write(`${soakTable(result)}\n`);
if (values.json !== undefined) {
  mkdirSync(dirname(values.json), { recursive: true });
  writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
}
process.exitCode = result.isPassed ? 0 : 1;
