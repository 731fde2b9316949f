import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clusterCommand } from '../../support/cluster-command.js';
import { serveCommand } from '../../support/command-line.js';
import { natsOfTest } from '../../support/nats-of-test.js';
import { tempFolders } from '../../support/temp-folder.js';

const nats = natsOfTest();
const tempFolder = tempFolders();

/** Names of all that a process tells at /metrics, those included that have no figure yet. */
async function toldBy(starting: Promise<{ url: string; stop(): Promise<void> }>): Promise<Set<string>> {
  const process = await starting;
  nats.closeAfter(() => process.stop());
  const text = await (await fetch(`${process.url}metrics`)).text();
  return new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!));
}

/** Names of metrics in a text, those of a histogram's parts as the histogram's. */
function namesIn(text: string): Set<string> {
  const names = text.matchAll(/\b(?:tradewall|nodejs|process)_\w+/g);
  return new Set([...names].map(([name]) => name.replace(/_(?:bucket|count|sum)$/, '')));
}

const isOurs = (name: string): boolean => name.startsWith('tradewall_');

/** Rows of the table of metrics, by the role that they are of. */
function documented(): Record<string, Set<string>> {
  const [, section] = readFileSync('docs/scale-out.md', 'utf8').split('\n## Metrics\n');
  const rows = section!.split('\n## ')[0]!.matchAll(/^\| `(.*?)` +\|(.*)$/gm);
  const byRole: Record<string, Set<string>> = {};
  for (const [, role, rest] of rows) byRole[role!] = new Set([...(byRole[role!] ?? []), ...namesIn(rest!)]);
  return byRole;
}

describe('metrics', () => {
  it('are all on the dashboard, of one process and of each role of a cluster, and nothing else is; the table of stages has those of the roles', async () => {
    const live = ['--live', '--port', '0', '--store'];
    const [aggregate, gateway, serve, stream, plain] = await Promise.all([
      toldBy(clusterCommand('aggregate', nats.url)),
      toldBy(clusterCommand('gateway', nats.url, '--live')),
      toldBy(serveCommand(...live, tempFolder())),
      toldBy(serveCommand(...live, tempFolder(), '--nats', nats.url)),
      toldBy(serveCommand('--port', '0')),
    ]);
    const told = new Set([...aggregate, ...gateway, ...serve, ...stream]);
    const shown = namesIn(readFileSync('docs/grafana-dashboard.json', 'utf8'));
    expect([...shown].filter((name) => !told.has(name))).toEqual([]);
    expect([...told].filter((name) => isOurs(name) && !shown.has(name))).toEqual([]);

    const beyond = (names: Set<string>, known: Set<string>): string[] =>
      [...names].filter((name) => isOurs(name) && !known.has(name)).sort();
    expect(
      Object.fromEntries(Object.entries(documented()).map(([role, names]) => [role, [...names].sort()])),
    ).toEqual({
      aggregate: [...aggregate].filter(isOurs).sort(),
      gateway: beyond(gateway, plain),
      'serve --nats': beyond(stream, serve),
    });
  }, 180_000);
});
