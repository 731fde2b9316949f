/** Longest payload whose length is one byte, and whose length is two (RFC 6455, 5.2). */
const SHORT = 125;
const MEDIUM = 65_535;

/** First byte of a whole text message, and of a whole binary one. */
const WHOLE_TEXT = 0x81;
const WHOLE_BINARY = 0x82;

/** A message as it goes over a server's socket, header and all, so that who sends it to many frames it once. */
export function messageFrame(payload: Buffer, isBinary: boolean): Buffer {
  const { length } = payload;
  const start = length <= SHORT ? 2 : length <= MEDIUM ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = isBinary ? WHOLE_BINARY : WHOLE_TEXT;
  if (length <= SHORT) frame[1] = length;
  else if (length <= MEDIUM) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  payload.copy(frame, start);
  return frame;
}
