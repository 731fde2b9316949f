import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the tests use of the operating system: the program they start, and the Debian package it comes from. */
const TOOLS = [
  { program: '/usr/bin/chromium', package: 'chromium', neededFor: 'tests in a real browser' },
  { program: '/usr/bin/openssl', package: 'openssl', neededFor: 'the certificate of a test over HTTPS' },
];

const missing = TOOLS.filter((tool) => !existsSync(tool.program));
if (missing.length > 0 && !install(missing.map((tool) => tool.package))) {
  for (const tool of missing) {
    process.stderr.write(`missing: ${tool.program}, needed for ${tool.neededFor}\n`);
  }
  process.stderr.write(
    `as root: apt-get update && apt-get install ${missing.map((tool) => tool.package).join(' ')}\n`,
  );
  process.exit(1);
}

/** Only root may install, and only where there is apt. */
function install(packages: string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  process.stderr.write(`installing ${packages.join(', ')} for the tests\n`);
  return (
    run('update', '--quiet') && run('install', '--quiet', '--yes', '--no-install-recommends', ...packages)
  );
}

function run(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
}
