import type { NatsConnection } from '@nats-io/transport-node';
import { connectNats } from '../../server/scale-out/nats-connection.js';
import { readPartial } from '../../server/scale-out/partial-message.js';
import { partialsSubject } from '../../server/scale-out/streams.js';

/** How many records aggregators have counted, by the partial sums that they publish: to ask them would cost them CPU time. */
export class CountedRecords {
  readonly #connection: NatsConnection;
  bytes = 0;
  #records = 0;
  #wake: () => void = () => undefined;

  private constructor(connection: NatsConnection) {
    this.#connection = connection;
    const every = partialsSubject(0).replace('0', '*');
    connection.subscribe(every, { callback: (_fault, { data }) => this.#take(data) });
  }

  static async watch(url: string): Promise<CountedRecords> {
    const connection = await connectNats(url, 'bench');
    const counted = new CountedRecords(connection);
    await connection.flush();
    return counted;
  }

  async until(records: number): Promise<void> {
    while (this.#records < records) await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#records > records)
      throw new Error(`${this.#records} records were counted, and ${records} were sent`);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  #take(data: Uint8Array): void {
    this.#records += readPartial(data).counts.accepted;
    this.bytes += data.length;
    this.#wake();
  }
}
