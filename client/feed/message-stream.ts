import type { ColumnFrame, FrameReader } from '../../protocol/column-frame.js';
import type { Problem } from '../../protocol/errors.js';
import { parseServerMessage, type ServerMessage } from '../../protocol/server-messages.js';
import { messageOf } from './message-of.js';

/** Who reads what comes. */
export interface StreamReader {
  onMessage(message: ServerMessage): void;
  onFrame(frame: ColumnFrame): void;
  onProblem(problem: Problem): void;
  /** A binary frame can't be read, and with it none that follows. */
  onUnreadable(error: unknown): void;
}

/** What comes over one socket, read in order: JSON one by one, binary frames each building on those before. */
export class MessageStream {
  readonly #reader: StreamReader;
  /** Loaded once a server sends binary frames. */
  #frames: FrameReader | null = null;
  /** What has come while that was on its way, to be taken in order; null: nothing is waited for. */
  #early: unknown[] | null = null;
  #isOver = false;

  constructor(reader: StreamReader) {
    this.#reader = reader;
  }

  take(data: unknown): void {
    if (this.#isOver) return;
    if (this.#early !== null) return void this.#early.push(data);
    if (data instanceof ArrayBuffer) return this.#takeBytes(data);
    try {
      this.#reader.onMessage(parseServerMessage(String(data)));
    } catch (error) {
      const message = `server message dropped: ${messageOf(error)}`;
      this.#reader.onProblem({ code: 'bad-message', message });
    }
  }

  /** Its socket is gone: what is still on its way counts no more. */
  end(): void {
    this.#isOver = true;
  }

  #takeBytes(data: ArrayBuffer): void {
    const frames = this.#frames;
    if (frames === null) return void this.#loadReader(data);
    let frame: ColumnFrame;
    try {
      frame = frames.read(new Uint8Array(data));
    } catch (error) {
      return this.#reader.onUnreadable(error);
    }
    this.#reader.onFrame(frame);
  }

  async #loadReader(first: ArrayBuffer): Promise<void> {
    this.#early = [first];
    try {
      const { FrameReader } = await import('../../protocol/column-frame.js');
      this.#frames = new FrameReader();
    } catch (error) {
      return this.#isOver ? undefined : this.#reader.onUnreadable(error);
    }
    const early = this.#early;
    this.#early = null;
    for (const data of early) this.take(data);
  }
}
