import { rmSync, writeFileSync } from 'node:fs';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_CONFIG } from '../../scripts/plain-config.js';
import type { ErrorMessage, Hello, Reply, Update } from '../../protocol/server-messages.js';
import { DatasetTimelines } from '../../server/dataset-timelines.js';
import { serveTimelines, type HubServer } from '../support/hub-server.js';
import { connectPlainClient, isType, type PlainFeedClient } from '../support/plain-feed-client.js';
import { tempFiles } from './store/temp-files.js';

const START = Date.UTC(2026, 10, 23);
const FIRST = 'time,flow,value,currency\n2024-01,export,1,USD\n2024-02,export,10,USD\n';
const SECOND =
  'time,flow,value,currency\n2023-05,export,7,EUR\n2023-06,export,70,EUR\n2023-07,export,700,EUR\n';
const VIEW = { timeline: 'trade', measures: ['value'], bucket: 'all' };
/** Looks enough for any change to be settled. */
const LOOKS = 6;

const { write } = tempFiles();
let file: string;
let loaded: DatasetTimelines;
let server: HubServer;
let client: PlainFeedClient;

async function serve(demo: boolean): Promise<void> {
  const config = { ...PLAIN_CONFIG, files: [file], speed: 1, demo };
  server = await serveTimelines(START, undefined, async (now) => {
    loaded = await DatasetTimelines.load(config, {}, now, pino({ level: 'silent' }));
    return loaded.timelines;
  });
  client = await connectPlainClient(server.url);
}

beforeEach(async () => {
  file = write('trade.csv', FIRST);
  await serve(false);
});
afterEach(async () => {
  await server.close();
  await loaded.close();
});

async function settle(): Promise<void> {
  for (let look = 0; look < LOOKS; look++) await loaded.lookAtFiles(server.hub);
}

let request = 0;
async function ask(message: object): Promise<Reply> {
  const number = ++request;
  client.send({ ...message, request: number });
  return client.waitFor((answer): answer is Reply => answer.type === 'reply' && answer.request === number);
}

/** The frame that comes of the next tick in which there is anything to tell. */
async function nextFrame(): Promise<Update> {
  client.messages.length = 0;
  server.now += 1_000;
  server.hub.tick();
  return client.waitFor(isType('update'));
}

/** Seeks to the end, and reads what the view `a` holds there. */
async function totalOf(timeline: string): Promise<unknown> {
  client.send({ type: 'subscribe', id: 'a', view: { ...VIEW, timeline } });
  await ask({ type: 'control', timeline, command: 'seek', fraction: 1 });
  await nextFrame();
  return [...client.views.get('a')!.rows.values()][0]?.[1];
}

describe('a file that is replaced while it is served', () => {
  it('is what its timeline shows from then on, and sessions over the old one end with the reason', async () => {
    expect(await totalOf('trade')).toBe(11);
    const { timeline } = await ask({ type: 'open', timeline: 'trade' });
    client.send({ type: 'subscribe', id: 's', view: { ...VIEW, timeline } });
    await nextFrame();
    writeFileSync(file, SECOND);
    await settle();
    const error = await client.waitFor(isType('error'));
    expect(error).toMatchObject({ code: 'timeline-ended', id: 's' });
    expect(error.message).toBe(`timeline: ${timeline} has ended: its file was replaced`);
    const { timelines } = await nextFrame();
    expect(timelines).toMatchObject([{ name: 'trade', currency: 'EUR', from: Date.UTC(2023, 4) }]);
    expect(await totalOf('trade')).toBe(777);
  });

  it('keeps its old figures where the new file can\u2019t be read', async () => {
    writeFileSync(file, 'this,is\nno,trade\n');
    await settle();
    expect(await totalOf('trade')).toBe(11);
    writeFileSync(file, SECOND);
    await settle();
    expect(await totalOf('trade')).toBe(777);
  });

  it('goes on in the demo too', async () => {
    await server.close();
    await loaded.close();
    await serve(true);
    expect(await totalOf('demo')).toBe(11);
    writeFileSync(file, SECOND);
    await settle();
    expect((await nextFrame()).timelines).toMatchObject([{ name: 'demo', currency: 'EUR' }]);
    expect(await totalOf('demo')).toBe(777);
  });
});

describe('a file that is removed while it is served', () => {
  it('ends its timeline with the reason; once it is there again, so is the timeline', async () => {
    expect(await totalOf('trade')).toBe(11);
    client.messages.length = 0;
    rmSync(file);
    await settle();
    const error: ErrorMessage = await client.waitFor(isType('error'));
    expect(error.message).toBe('timeline: trade has ended: its file was removed');
    const hello: Hello = await client.waitFor(isType('hello'));
    expect(hello.timelines).toEqual([]);
    client.messages.length = 0;
    writeFileSync(file, SECOND);
    await settle();
    expect((await client.waitFor(isType('hello'))).timelines).toMatchObject([
      { name: 'trade', currency: 'EUR' },
    ]);
    expect(await totalOf('trade')).toBe(777);
  });
});
