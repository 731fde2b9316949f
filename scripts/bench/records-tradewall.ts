import { parseView, type ViewRequest } from '../../protocol/view.js';
import { ViewCells } from '../../server/views/view-cells.js';
import { answerCpu } from './answer-cpu.js';
import { HOURS_END, simulatedHours, UTC_OFFSET_MS } from './simulated-hours.js';

/** Counts two days of records in the views named by its argument, batch by batch as they would come. */
const { dictionaries, batches } = simulatedHours();
const views = (JSON.parse(process.argv[2]!) as ViewRequest[]).map(parseView);

await answerCpu(() => {
  const all = views.map((view) => {
    const cells = new ViewCells(view, dictionaries, UTC_OFFSET_MS);
    cells.table.moveWindow(HOURS_END);
    return cells;
  });
  batches.forEach((batch, index) => {
    // Another batch for each run, so that nothing is left of what the run before made of it.
    const fresh = { ...batch };
    for (const cells of all) cells.add(fresh, index + 1);
  });
});
