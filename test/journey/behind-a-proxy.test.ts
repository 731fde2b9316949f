import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { freePorts } from '../../scripts/nats-servers.js';
import { launchBrowser } from '../support/browser.js';
import { selfSigned, type CertificateFiles } from '../support/certificate.js';
import { serveCommand, type ServedCommand } from '../support/command-line.js';
import { exampleProxy, PROXIES, type ExampleProxy } from '../support/example-proxy.js';
import { tempFolders } from '../support/temp-folder.js';

/** What each address may have here, so that it is seen which one counts; more than a page asks for at once. */
const CONNECTIONS = 24;

/** Two viewers, by addresses that this machine has as well. */
const [ONE, OTHER] = ['127.0.0.2', '127.0.0.3'];

/** A page, a server and a proxy on a machine under load, ms. */
const PATIENCE_MS = 60_000;

const tempFolder = tempFolders();
let server: ServedCommand;
let browser: Browser;

beforeAll(async () => {
  const [, options] = /^ExecStart=\S+ build\/server\/main.js serve (.*)$/m.exec(
    readFileSync('docs/operators/tradewall.service', 'utf8'),
  )!;
  const flags = options!.replace('--port 8787', '--port 0').split(' ');
  server = await serveCommand(...flags, '--connections-per-address', String(CONNECTIONS));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.each(PROXIES)('behind %s, as docs/operators has it', (name) => {
  let proxy: ExampleProxy;
  let tls: CertificateFiles;
  const sockets: WebSocket[] = [];

  beforeEach(async () => {
    const folder = tempFolder();
    tls = selfSigned(folder);
    proxy = await exampleProxy(name, { server: server.port, folder, tls });
    await proxy.start();
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.terminate();
    await proxy.stop();
  });

  function feedFrom(localAddress: string, headers: Record<string, string> = {}): WebSocket {
    const ca = readFileSync(tls.certificate);
    const url = `wss://localhost:${proxy.port}/feed`;
    const socket = new WebSocket(url, { ca, localAddress, family: 4, headers });
    // Whoever waits for it is told; one that is ended before it is open is nobody's concern.
    socket.on('error', () => undefined);
    sockets.push(socket);
    return socket;
  }

  /** The status that a handshake is refused with. */
  async function refusalOf(socket: WebSocket): Promise<number | undefined> {
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
    return response.statusCode;
  }

  it('a wall is loaded over HTTPS, lives, and is back by itself once the proxy is', async () => {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    let loads = 0;
    page.on('load', () => loads++);
    await page.goto(`https://localhost:${proxy.port}/wall?lang=en`);
    await levelOf(page, 'fresh');
    expect(await page.evaluate(() => isSecureContext)).toBe(true);
    await proxy.stop();
    await levelOf(page, 'late');
    await proxy.start();
    await levelOf(page, 'fresh');
    expect(loads).toBe(1);
    await context.close();
  });

  it('a screen that is switched on while the server is away has its wall once the server is there', async () => {
    const [port] = (await freePorts(1)) as [number];
    const waiting = await exampleProxy(name, { server: port, folder: tempFolder(), tls });
    await waiting.start();
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    const answer = await page.goto(`https://localhost:${waiting.port}/wall?lang=en`);
    expect(answer!.status()).toBe(502);
    const late = await serveCommand('--port', String(port));
    await levelOf(page, 'fresh');
    await context.close();
    await late.stop();
    await waiting.stop();
  });

  it('a feed that has nothing to say is not cut off', async () => {
    const socket = feedFrom(ONE);
    // More seconds than the proxy waits for a word here.
    for (let heartbeat = 0; heartbeat < 4; heartbeat++) await once(socket, 'message');
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it('a viewer has the limits of its own address, whatever else it says it is', async () => {
    await Promise.all(Array.from({ length: CONNECTIONS }, () => once(feedFrom(ONE), 'open')));
    expect(await refusalOf(feedFrom(ONE))).toBe(429);
    expect(await refusalOf(feedFrom(ONE, { 'X-Forwarded-For': '192.0.2.7' }))).toBe(429);
    await once(feedFrom(OTHER), 'open');
  });
});

function levelOf(page: Page, level: string): Promise<void> {
  return page.locator(`html[data-level=${level}]`).waitFor({ timeout: PATIENCE_MS });
}
