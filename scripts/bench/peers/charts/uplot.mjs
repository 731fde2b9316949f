import uPlot from '../node_modules/uplot/dist/uPlot.esm.js';
import { COLORS, play } from './play.mjs';

/** uPlot as it comes, with columns in typed arrays that slide in place: nothing is copied for a tick. */
await play((cell, { times, lines }) => {
  const length = times.length;
  const columns = [times, ...lines].map((values) => {
    const column = new Float64Array(length * 2);
    column.set(values);
    return column;
  });
  let from = 0;
  const data = () => columns.map((column) => column.subarray(from, from + length));
  const { clientWidth: width, clientHeight: height } = cell;
  const axis = { stroke: '#8b949e', grid: { stroke: '#21262d' } };
  const options = {
    width,
    height,
    ms: 1,
    legend: { show: false },
    axes: [axis, axis],
    series: [{}, ...COLORS.map((stroke) => ({ stroke, width: 2, points: { show: false } }))],
  };
  const plot = new uPlot(options, data(), cell);
  return ({ time, values, isNew }) => {
    if (isNew) slide();
    [time, ...values].forEach((value, index) => (columns[index][from + length - 1] = value));
    plot.setData(data());
  };

  function slide() {
    from++;
    if (from + length <= columns[0].length) return;
    for (const column of columns) column.copyWithin(0, from - 1);
    from = 1;
  }
});
