import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Has what an earlier commit builds run beside what this one does, on one NATS. */
const TEST = 'test/server/scale-out/side-by-side.test.ts';

/** How many times longer than in the suite, where both are of this commit. */
const LENGTH = '4';

const [ref] = process.argv.slice(2);
if (ref === undefined) {
  process.stderr.write('expected a commit to run beside this one: npm run side-by-side -- 1a8c67a\n');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'tradewall-side-by-side-'));
const other = join(folder, 'other');
try {
  run('git', ['worktree', 'add', '--detach', other, ref]);
  run('npm', ['ci', '--silent'], other);
  run('npm', ['run', '-s', 'build'], other);
  const env = { OTHER_MAIN: join(other, 'build/server/main.js'), LENGTH };
  run('npx', ['vitest', 'run', TEST], process.cwd(), env);
} finally {
  spawnSync('git', ['worktree', 'remove', '--force', other], { stdio: 'inherit' });
  rmSync(folder, { recursive: true, force: true });
}

/** @throws Error where the command fails, having said why */
function run(
  command: string,
  args: readonly string[],
  cwd = process.cwd(),
  env: NodeJS.ProcessEnv = {},
): void {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
}
