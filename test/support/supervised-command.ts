import type { ClusterCommand } from './cluster-command.js';

/** A command that is started again where it ends with a failure, as a supervisor does: systemd has Restart=on-failure for it. */
export class SupervisedCommand {
  /** How it ended where nobody had told it to: the exit code, and the last fault in its log. */
  readonly failures: string[] = [];
  readonly #start: () => Promise<ClusterCommand>;
  #running: ClusterCommand | undefined;
  #starting: Promise<void>;
  #isStopped = false;

  constructor(start: () => Promise<ClusterCommand>) {
    this.#start = start;
    this.#starting = this.#run();
  }

  /** The process that runs, once it is ready. */
  async running(): Promise<ClusterCommand> {
    await this.#starting;
    return this.#running!;
  }

  /** Ends it, until `start`. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    this.#isStopped = true;
    await this.#starting;
    await this.#running?.stop(signal);
  }

  async start(): Promise<void> {
    this.#isStopped = false;
    this.#starting = this.#run();
    await this.#starting;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped)
      try {
        this.#running = await this.#start();
        break;
      } catch (fault) {
        this.failures.push((fault as Error).message);
      }
    // Whoever has stopped it meanwhile ends it.
    if (this.#isStopped) return;
    const { child } = this.#running!;
    // It may have ended since it was ready.
    if (child.exitCode === null) child.once('exit', (code) => this.#ended(code));
    else this.#ended(child.exitCode);
  }

  #ended(code: number | null): void {
    if (this.#isStopped || code === null || code === 0) return;
    const faults = this.#running!.log.split('\n').filter((line) => line.includes('"level":50'));
    this.failures.push(`exit code ${code}: ${faults.at(-1) ?? 'no fault in its log'}`);
    this.#starting = this.#run();
  }
}
