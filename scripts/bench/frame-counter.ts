/** Bytes of a payload that are kept to see which tick a frame is of. */
const HEAD_BYTES = 40;

/** Takes a stream of bytes apart into WebSocket frames by their headers alone, and tells each when it is whole. */
export class FrameCounter {
  readonly #onFrame: (bytes: number, head: string) => void;
  #header = Buffer.alloc(0);
  #head = '';
  #length = 0;
  #missing = 0;

  /** @param onFrame gets the length of the payload and its first bytes */
  constructor(onFrame: (bytes: number, head: string) => void) {
    this.#onFrame = onFrame;
  }

  take(data: Buffer): void {
    let at = 0;
    while (at < data.length) {
      if (this.#missing === 0) at = this.#takeHeader(data, at);
      else {
        const end = Math.min(data.length, at + this.#missing);
        if (this.#head.length < HEAD_BYTES)
          this.#head += data.toString('latin1', at, Math.min(end, at + HEAD_BYTES - this.#head.length));
        this.#missing -= end - at;
        at = end;
        if (this.#missing === 0) this.#onFrame(this.#length, this.#head);
      }
    }
  }

  #takeHeader(data: Buffer, at: number): number {
    this.#header = Buffer.concat([this.#header, data.subarray(at, at + 1)]);
    const length = payloadLength(this.#header);
    if (length !== undefined) {
      this.#header = Buffer.alloc(0);
      this.#head = '';
      this.#length = length;
      this.#missing = length;
    }
    return at + 1;
  }
}

/** Length of an unmasked frame's payload once its header is complete (RFC 6455, 5.2). */
function payloadLength(header: Buffer): number | undefined {
  if (header.length < 2) return undefined;
  const short = header[1]!;
  if (short < 126) return short;
  if (short === 126) return header.length < 4 ? undefined : header.readUInt16BE(2);
  return header.length < 10 ? undefined : Number(header.readBigUInt64BE(2));
}
