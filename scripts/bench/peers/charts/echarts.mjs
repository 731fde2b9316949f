import * as echarts from '../node_modules/echarts/dist/echarts.esm.min.mjs';
import { COLORS, play } from './play.mjs';

/** ECharts with sampling to the pixels and without animation. */
await play((cell, { times, lines }) => {
  const chart = echarts.init(cell);
  let data = lines.map((line) => line.map((value, place) => [times[place], value]));
  chart.setOption({
    animation: false,
    grid: { left: 50, right: 8, top: 8, bottom: 24 },
    xAxis: { type: 'time', min: 'dataMin', max: 'dataMax' },
    yAxis: { type: 'value', splitLine: { lineStyle: { color: '#21262d' } } },
    series: data.map((points, index) => ({
      type: 'line',
      showSymbol: false,
      silent: true,
      sampling: 'minmax',
      lineStyle: { color: COLORS[index], width: 2 },
      data: points,
    })),
  });
  return ({ time, values, isNew }) => {
    data = data.map((points, index) => [
      ...(isNew ? points.slice(1) : points.slice(0, -1)),
      [time, values[index]],
    ]);
    chart.setOption({ series: data.map((points) => ({ data: points })) });
  };
});
