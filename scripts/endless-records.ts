/** Records of one piece. */
const PIECE_RECORDS = 4_096;

const ID_DIGITS = 12;

/**
 * NDJSON of at least so many bytes, in pieces of a megabyte: records of an hour ago whose ids are numbered, and begin again
 * after `distinct` (a multiple of 4,096), so that those after that are known already.
 */
export function* endlessRecords(bytes: number, distinct: number): Generator<Buffer> {
  const time = new Date(Date.now() - 3_600_000).toISOString();
  const lines = Array.from({ length: PIECE_RECORDS }, (_, index) => lineOf(index, time));
  const places = placesOf(lines);
  const piece = Buffer.from(lines.join(''));
  let next = 0;
  for (let sent = 0; sent < bytes; sent += piece.length) {
    // What was given away may still be on its way.
    const numbered = Buffer.from(piece);
    for (const place of places) numbered.write(String(next++).padStart(ID_DIGITS, '0'), place, 'latin1');
    next %= distinct;
    yield numbered;
  }
}

function lineOf(index: number, time: string): string {
  const [partner, port] = [['USA', 'JPN', 'VNM', 'DEU'][index % 4], ['CNSHA', 'CNNGB'][index % 2]];
  const record = {
    id: '0'.repeat(ID_DIGITS),
    time,
    flow: index % 3 === 0 ? 'import' : 'export',
    partner,
    commodity: String(850_400 + (index % 50)),
    port,
    mode: '0110',
    transport: 'sea',
    netKg: 1_000 + index,
    value: 5_000 + index,
    currency: 'CNY',
  };
  return `${JSON.stringify(record)}\n`;
}

/** Where the id of each line begins in all of them, one after the other. */
function placesOf(lines: readonly string[]): number[] {
  let start = 0;
  return lines.map((line) => {
    const place = start + '{"id":"'.length;
    start += line.length;
    return place;
  });
}
