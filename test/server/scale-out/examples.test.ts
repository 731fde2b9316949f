import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { clusterCommand, type ClusterCommand } from '../../support/cluster-command.js';
import { natsOfTest } from '../../support/nats-of-test.js';
import { tempFolders } from '../../support/temp-folder.js';

const FOLDER = 'docs/scale-out';
const ROLES = ['aggregate', 'gateway'] as const;
const nats = natsOfTest();
const tempFolder = tempFolders();

interface Composed {
  readonly services: Readonly<Record<string, { command: string; image: string; depends_on?: string[] }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

function example(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

function composed(): Composed {
  return parse(example('compose.yaml'), { merge: true }) as Composed;
}

/** What follows the role in a command line, with places of this machine instead of those in it. */
function optionsIn(line: string, role: (typeof ROLES)[number]): string[] {
  const [, options] = line.split(` build/server/main.js ${role} `);
  const tokens = join(tempFolder(), 'tokens.json');
  writeFileSync(tokens, '{"customs": {"token": "sixteen characters", "roles": ["sender"]}}');
  const here: Record<string, string> = { '--host': '127.0.0.1', '--port': '0', '--token-file': tokens };
  const words = options!.trim().split(' ');
  return words.map((word, index) => here[words[index - 1] ?? ''] ?? word);
}

/** Starts a role as an example says, but for the servers of NATS, and waits until it is ready. */
async function started(line: string, role: (typeof ROLES)[number]): Promise<ClusterCommand> {
  const options = optionsIn(line, role);
  const at = options.indexOf('--nats');
  const command = await clusterCommand(role, nats.url, ...(at < 0 ? options : options.toSpliced(at, 2)));
  nats.closeAfter(() => command.stop('SIGKILL'));
  return command;
}

describe('what docs/scale-out has to be copied', () => {
  it('are units that systemd takes, where it is here, and that start a cluster as they are', async () => {
    const units = [...ROLES.map((role) => `tradewall-${role}.service`), 'nats-server.service'];
    if (existsSync('/usr/bin/systemd-analyze'))
      execFileSync('systemd-analyze', ['verify', ...units.map((unit) => join(FOLDER, unit))]);
    for (const role of ROLES) {
      const line = /^ExecStart=(.*)$/m.exec(example(`tradewall-${role}.service`))![1]!;
      expect((await started(line, role)).log).not.toContain('"level":50');
    }
  }, 180_000);

  it('is a configuration that nats-server takes', () => {
    execFileSync('/usr/sbin/nats-server', ['-t', '-c', join(FOLDER, 'nats-server.conf')], { stdio: 'pipe' });
  });

  it('is a file for Compose whose services start a cluster as they are, each volume and service named in it', async () => {
    const { services, volumes } = composed();
    const names = 'aggregator-1 aggregator-2 gateway-1 gateway-2 n1 n2 n3'.split(' ');
    expect(Object.keys(services).sort()).toEqual(names);
    expect(Object.keys(volumes)).toEqual(['n1', 'n2', 'n3']);
    for (const { depends_on = [] } of Object.values(services))
      for (const name of depends_on) expect(services).toHaveProperty(name);
    await started(services['aggregator-1']!.command, 'aggregate');
    const { url } = await started(services['gateway-1']!.command, 'gateway');
    expect((await fetch(`${url}api/records`, { method: 'POST', body: '[]' })).status).toBe(401);
  }, 180_000);
});
