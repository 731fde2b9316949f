import { spawnSync } from 'node:child_process';

/** Hosts on a bridge of this machine, each a network namespace, whose cables can be pulled: nothing gets through, and nobody is told. */
export interface ServerNetwork {
  /** Address of each host. */
  readonly hosts: readonly string[];
  /** What a command line begins with to be run on a host. */
  on(host: number): readonly string[];
  /** Pulls the cable of a host. */
  cut(host: number): void;
  /** Plugs it in again. */
  mend(host: number): void;
  remove(): void;
}

/** Bridges of this process, so that their names differ. */
let made = 0;

/** Makes such a network; undefined where that is not allowed: it takes root and iproute2. */
export function makeServerNetwork(count: number): ServerNetwork | undefined {
  const name = `tw${process.pid.toString(36)}${(made++).toString(36)}`;
  const undone: string[][] = [];
  const hosts = Array.from({ length: count }, (_, host) => `10.213.${process.pid % 256}.${host + 2}`);
  const remove = (): void => {
    for (const args of undone.toReversed()) ip(...args);
  };
  const make = (args: string[], undo?: string[]): boolean => {
    const isMade = ip(...args);
    if (isMade && undo !== undefined) undone.push(undo);
    return isMade;
  };
  const isMade =
    make(['link', 'add', name, 'type', 'bridge'], ['link', 'delete', name]) &&
    make(['address', 'add', `10.213.${process.pid % 256}.1/24`, 'dev', name]) &&
    make(['link', 'set', name, 'up']) &&
    hosts.every((address, host) => makeHost(make, name, `${name}-${host}`, address));
  if (!isMade) {
    remove();
    return undefined;
  }
  return {
    hosts,
    on: (host) => ['ip', 'netns', 'exec', `${name}-${host}`],
    cut: (host) => void ip('link', 'set', `${name}-${host}`, 'down'),
    mend: (host) => void ip('link', 'set', `${name}-${host}`, 'up'),
    remove,
  };
}

/** A namespace, and a pair of devices that leads into it: on this side it has the name of the host, on the other `eth0`. */
function makeHost(
  make: (args: string[], undo?: string[]) => boolean,
  bridge: string,
  name: string,
  address: string,
): boolean {
  const inside = (...args: string[]): boolean => make(['-netns', name, ...args]);
  return (
    make(['netns', 'add', name], ['netns', 'delete', name]) &&
    make(['link', 'add', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name]) &&
    make(['link', 'set', name, 'master', bridge]) &&
    make(['link', 'set', name, 'up']) &&
    inside('address', 'add', `${address}/24`, 'dev', 'eth0') &&
    inside('link', 'set', 'eth0', 'up') &&
    inside('link', 'set', 'lo', 'up')
  );
}

function ip(...args: string[]): boolean {
  return spawnSync('ip', args, { stdio: 'ignore' }).status === 0;
}
