import { joinCluster } from './cluster.js';
import { StreamTaker } from './stream-taker.js';

/** Opens the stream of records for who has records to publish. @throws ProblemError as `joinCluster` */
export async function openIntake(
  url: string,
  role: string,
  now: () => number,
): Promise<{ taker: StreamTaker; close: () => Promise<void> }> {
  const nats = { url, replicas: undefined, recordBytes: undefined };
  const { connection, terms } = await joinCluster(nats, role, {}, now);
  const taker = new StreamTaker(connection, terms, now);
  return {
    taker,
    close: async () => {
      taker.close();
      await connection.close();
    },
  };
}
