import perspective from '@finos/perspective';

/**
 * Holds each view as a table that is indexed by bucket and groups, the least that it can be, with a view of all its columns;
 * tells the bytes of the row deltas that an update of it comes to. They are Arrow streams of the rows that changed.
 */
const TYPES = { bucket: 'datetime', string: 'string', number: 'float' };

/** @type {Map<string, { table: any, bytes: number, deltas: number }>} */
const held = new Map();

process.on('message', (message) => {
  void answer(message).then((bytes) => process.send(bytes));
});
process.send('ready');

/** @param {{ id: string, measures: number, columns: string[], rows: unknown[][] }[]} updates of one tick */
async function answer(updates) {
  let bytes = 0;
  for (const update of updates) bytes += await deltaBytes(update);
  return bytes;
}

async function deltaBytes({ id, measures, columns, rows }) {
  if (rows.length === 0) return 0;
  const view = held.get(id) ?? (await open(id, measures, columns));
  const { deltas } = view;
  view.bytes = 0;
  await view.table.update(rows.map((row) => rowOf(columns, measures, row)));
  // A delta is told once the view has taken the update.
  while (view.deltas === deltas) await view.view.num_rows();
  return view.bytes;
}

async function open(id, measures, columns) {
  const schema = Object.fromEntries(
    columns.map((column, index) => [column, typeOf(column, index, columns.length - measures)]),
  );
  const table = await perspective.table({ key: 'string', ...schema }, { index: 'key' });
  const view = { table, view: await table.view({ columns }), bytes: 0, deltas: 0 };
  await view.view.on_update(
    ({ delta }) => {
      view.deltas++;
      view.bytes += delta.byteLength;
    },
    { mode: 'row' },
  );
  held.set(id, view);
  return view;
}

function typeOf(column, index, keys) {
  if (column === 'bucket') return TYPES.bucket;
  return index < keys ? TYPES.string : TYPES.number;
}

function rowOf(columns, measures, row) {
  const key = row.slice(0, columns.length - measures).join();
  return { key, ...Object.fromEntries(columns.map((column, index) => [column, row[index]])) };
}
