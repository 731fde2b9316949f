import perspective from '@finos/perspective';

/**
 * Updates a table that one view sums up by flow, with Arrow streams; tells the CPU time and the records of each round.
 * The table is a new one each time, so that it does not grow from round to round.
 */
process.on('message', ({ streams }) => {
  void measure(streams).then((answer) => process.send(answer));
});
process.send('ready');

/** @param {Uint8Array[]} streams */
async function measure(streams) {
  const table = await perspective.table({
    time: 'float',
    flow: 'string',
    partner: 'string',
    value: 'float',
    netKg: 'float',
  });
  const view = await table.view({
    group_by: ['flow'],
    columns: ['value', 'netKg'],
    aggregates: { value: 'sum', netKg: 'sum' },
  });
  const before = process.cpuUsage();
  for (const { buffer, byteOffset, byteLength } of streams) {
    await table.update(buffer.slice(byteOffset, byteOffset + byteLength));
    // An update is done once the view tells of it.
    await view.num_rows();
  }
  const { user, system } = process.cpuUsage(before);
  const records = await table.size();
  await view.delete();
  await table.delete();
  return { cpuMs: (user + system) / 1_000, records };
}
