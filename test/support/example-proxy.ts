import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePorts } from '../../scripts/nats-servers.js';
import type { CertificateFiles } from './certificate.js';
import { eventually } from './eventually.js';

export const PROXIES = ['nginx', 'caddy'] as const;

export type ProxyName = (typeof PROXIES)[number];

/** What docs/operators has for each, and the words in it that are another installation's. */
const EXAMPLES: Readonly<
  Record<ProxyName, { readonly file: string; readonly site: string; readonly here: string }>
> = {
  nginx: { file: 'nginx.conf', site: 'listen 443 ssl http2;', here: 'listen 127.0.0.1:PORT ssl http2;' },
  caddy: { file: 'Caddyfile', site: 'wall.example.org {', here: 'https://localhost:PORT {' },
};

/** Seconds that nginx waits for a word: fewer than in the example, so that a test sees that they suffice. */
const SILENCE = ['proxy_read_timeout 75s', 'proxy_read_timeout 2s'] as const;

/** A proxy as docs/operators has it, on a free port of this machine. */
export interface ExampleProxy {
  readonly port: number;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Prepares one for a server at a port; the paths, port and name of the example are those of this machine. */
export async function exampleProxy(
  name: ProxyName,
  { server, folder, tls }: { server: number; folder: string; tls: CertificateFiles },
): Promise<ExampleProxy> {
  const [port] = (await freePorts(1)) as [number];
  const { file, site, here } = EXAMPLES[name];
  const example = replaced(readFileSync(join('docs/operators', file), 'utf8'), [
    [site, here.replace('PORT', String(port))],
    ['127.0.0.1:8787', `127.0.0.1:${server}`],
    ['/etc/ssl/certs/wall.pem', tls.certificate],
    ['/etc/ssl/private/wall.key', tls.key],
    ...(name === 'nginx'
      ? [SILENCE, ['server_name wall.example.org', 'server_name localhost'] as const]
      : []),
  ]);
  const config = join(folder, file);
  writeFileSync(config, name === 'nginx' ? aroundNginx(example, folder) : aroundCaddy(example));
  const [command, ...args] = name === 'nginx' ? ['/usr/sbin/nginx', '-c', config] : caddyCommand(config);
  let child: ChildProcess | undefined;
  return {
    port,
    start: async () => {
      const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
      child = spawn(command!, args, { env, stdio: 'ignore' });
      await once(child, 'spawn');
      await eventually(`${name} listens`, () => isListening(port));
    },
    stop: async () => {
      if (child === undefined || child.exitCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Each of them has to be there, or the example is no longer what is tried. */
function replaced(text: string, words: readonly (readonly [string, string])[]): string {
  return words.reduce((before, [word, other]) => {
    if (!before.includes(word)) throw new Error(`docs/operators: ${word} is not in the example`);
    return before.replaceAll(word, other);
  }, text);
}

function aroundNginx(example: string, folder: string): string {
  return `daemon off; user root; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 512; }
http { access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
${example}}`;
}

function aroundCaddy(example: string): string {
  return `{\n\tadmin off\n\tauto_https disable_redirects\n\tdefault_bind 127.0.0.1\n}\n${example}`;
}

function caddyCommand(config: string): string[] {
  return ['/usr/bin/caddy', 'run', '--config', config, '--adapter', 'caddyfile'];
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
