import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the tests use of the operating system: the file they need, and the Debian package it comes from. */
const TOOLS = [
  { file: '/usr/bin/chromium', package: 'chromium', neededFor: 'tests in a real browser' },
  { file: '/usr/bin/openssl', package: 'openssl', neededFor: 'the certificate of a test over HTTPS' },
  { file: '/usr/sbin/nats-server', package: 'nats-server', neededFor: 'tests over NATS JetStream' },
  { file: '/usr/sbin/nginx', package: 'nginx', neededFor: 'the proxies that operators are told of' },
  { file: '/usr/bin/caddy', package: 'caddy', neededFor: 'the proxies that operators are told of' },
  {
    file: '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
    package: 'fonts-wqy-microhei',
    neededFor: 'Chinese that can be seen',
  },
];

const missing = TOOLS.filter((tool) => !existsSync(tool.file));
if (missing.length > 0 && !install(missing.map((tool) => tool.package))) {
  for (const tool of missing) {
    process.stderr.write(`missing: ${tool.file}, needed for ${tool.neededFor}\n`);
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
