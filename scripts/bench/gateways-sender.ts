import { setTimeout as pause } from 'node:timers/promises';
import { IntakeTally } from '../../server/records/intake-tally.js';
import { takeBody } from '../../server/records/take-body.js';
import { openIntake } from '../../server/scale-out/open-intake.js';
import { recordLines } from './record-lines.js';

/** Sends records of now to the servers of NATS, so many a second, four times a second, until it is ended. */
const [url, perSecond] = [process.argv[2]!, Number(process.argv[3])];
const PERIOD_MS = 250;
const lines = recordLines(100_000);
const { taker } = await openIntake(url, 'bench', Date.now);
let sent = 0;
process.send!('ready');
for (;;) {
  await send((perSecond * PERIOD_MS) / 1_000);
  await pause(PERIOD_MS - (Date.now() % PERIOD_MS));
}

async function send(count: number): Promise<void> {
  const time = new Date().toISOString();
  const body = Array.from({ length: count }, () => {
    const record = JSON.parse(lines[sent % lines.length]!) as object;
    return JSON.stringify({ ...record, id: `b${sent++}`, time });
  }).join('\n');
  const tally = new IntakeTally();
  const bytes = (async function* () {
    yield Buffer.from(body);
  })();
  await takeBody(taker, { bytes, format: 'ndjson', isGzip: false, sender: 'bench' }, tally);
  if (tally.report.accepted !== count)
    throw new Error(`${tally.report.accepted} records of ${count} were taken`);
}
