import { EXIT } from './failure.js';

interface Running {
  readonly failure: Promise<unknown> | undefined;
  close(): Promise<void>;
}

/** Ends a process that can't go on truthfully, with the exit code of what failed: whoever looks after it starts it again. */
export async function endOnFailure(running: Running): Promise<void> {
  if (running.failure === undefined) return;
  await running.failure;
  await running.close();
  process.exit(EXIT.failed);
}
