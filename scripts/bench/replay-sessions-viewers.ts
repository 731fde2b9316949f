import { WebSocket } from 'ws';
import { instantAt, REPLAY_VIEWS } from './trade-table.js';

/** Viewers, each with a session and views of its own, somewhere in the dataset and going at a day to a month a second. */
const [port, count, timeline] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]!];
let frames = 0;
for (let index = 0; index < count; index++) await watch();
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send!({ cpuMs: (user + system) / 1_000, frames });
});
process.send!('ready');

function watch(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/feed`);
    const send = (message: object): void => socket.send(JSON.stringify(message));
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      // Only the two messages before the first frame are read; the rest are counted.
      const head = data.toString('latin1', 0, 20);
      if (head.startsWith('{"type":"update"')) frames++;
      else if (head.startsWith('{"type":"hello"')) send({ type: 'open', request: 1, timeline });
      else if (head.startsWith('{"type":"reply"'))
        begin(JSON.parse(data.toString()) as { request: number; timeline: string });
    });
    function begin(reply: { request: number; timeline: string }): void {
      if (reply.request !== 1) return;
      const control = { type: 'control', request: 2, timeline: reply.timeline, command: 'seek' };
      const speed = Math.round(30 ** Math.random() * 86_400);
      send({ ...control, time: instantAt(0.3 + 0.3 * Math.random()), speed });
      REPLAY_VIEWS.forEach(({ view }, at) => {
        send({ type: 'subscribe', id: `v${at}`, view: { ...view, timeline: reply.timeline } });
      });
      resolve();
    }
  });
}
