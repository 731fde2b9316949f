import { jetstream } from '@nats-io/jetstream';
import { expect, it } from 'vitest';
import { holdProcess } from '../../../scripts/hold-process.js';
import { publishMessage } from '../../../server/scale-out/publish-message.js';
import { RECORDS_STREAM, recordsSubject } from '../../../server/scale-out/streams.js';
import { eventually } from '../../support/eventually.js';
import { natsOfTest } from '../../support/nats-of-test.js';

const nats = natsOfTest();

it('a message that gets no answer is published again: once by an id that stays the same, and else known by the number that was acknowledged', async () => {
  const { connection, manager } = await nats.join();
  const stream = jetstream(connection);
  const times = { same: 0, others: 0 };
  const { child } = nats.servers[0]!;
  await holdProcess(child!);
  const same = (): { msgID: string } => {
    times.same++;
    return { msgID: 'a' };
  };
  const others = (): { msgID: string } => ({ msgID: `b${times.others++}` });
  const publishing = [
    publishMessage(stream, recordsSubject(0), Buffer.from('same'), same),
    publishMessage(stream, recordsSubject(1), Buffer.from('others'), others),
  ];
  await eventually('both are published again', () => times.same > 1 && times.others > 1, 30_000);
  child!.kill('SIGCONT');
  const numbers = await Promise.all(publishing);
  const { state } = await manager.streams.info(RECORDS_STREAM, { subjects_filter: 'tradewall.records.*' });
  expect(state.subjects).toEqual({ [recordsSubject(0)]: 1, [recordsSubject(1)]: times.others });
  const stored = await Promise.all(numbers.map((seq) => manager.streams.getMessage(RECORDS_STREAM, { seq })));
  expect(stored.map((message) => message?.header.get('Nats-Msg-Id'))).toEqual(['a', `b${times.others - 1}`]);
}, 60_000);
