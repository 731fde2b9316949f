import {
  createChart,
  LineSeries,
} from '../node_modules/lightweight-charts/dist/lightweight-charts.standalone.production.mjs';
import { COLORS, play } from './play.mjs';

/** lightweight-charts by its `update`, which is made for this; the visible range follows by itself. */
await play((cell, { times, lines }) => {
  const chart = createChart(cell, {
    autoSize: true,
    layout: { background: { color: '#0b0f14' }, textColor: '#8b949e', attributionLogo: false },
    grid: { vertLines: { visible: false }, horzLines: { color: '#21262d' } },
    timeScale: { timeVisible: true, minBarSpacing: 0.01 },
  });
  const series = lines.map((line, index) => {
    const added = chart.addSeries(LineSeries, {
      color: COLORS[index],
      lineWidth: 2,
      priceLineVisible: false,
      lastValueVisible: false,
    });
    added.setData(line.map((value, place) => ({ time: times[place] / 1_000, value })));
    return added;
  });
  chart.timeScale().fitContent();
  return ({ time, values }) => {
    series.forEach((one, index) => one.update({ time: time / 1_000, value: values[index] }));
  };
});
