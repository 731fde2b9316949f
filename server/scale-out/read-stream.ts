import { DeliverPolicy, jetstream, type JsMsg, type OrderedConsumerOptions } from '@nats-io/jetstream';
import type { Cluster } from './cluster.js';
import { HeardMessages } from './heard-messages.js';

/** Bytes that the servers send ahead. */
const AHEAD_BYTES = 8 * 1_048_576;

/** The messages of a subject that are there, in order, from `first` on; ends with the last of them. */
export async function* readStream(
  { connection }: Cluster,
  stream: string,
  subject: string,
  first = 1,
): AsyncGenerator<JsMsg, void> {
  const options: Partial<OrderedConsumerOptions> = {
    filter_subjects: subject,
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: first,
  };
  const consumer = await jetstream(connection).consumers.get(stream, options);
  const { num_pending } = await consumer.info();
  if (num_pending === 0) return;
  const messages = await HeardMessages.of(consumer, AHEAD_BYTES);
  for await (const message of messages) {
    yield message;
    if (message.info.pending === 0) return;
  }
}
