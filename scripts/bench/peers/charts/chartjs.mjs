import '../node_modules/chart.js/dist/chart.umd.min.js';
import { COLORS, play } from './play.mjs';

/** Chart.js with everything its guide to performance names: no parsing, no animation, decimation to the pixels. */
await play((cell, { times, lines }) => {
  const canvas = cell.appendChild(document.createElement('canvas'));
  const datasets = lines.map((line, index) => ({
    data: line.map((y, place) => ({ x: times[place], y })),
    borderColor: COLORS[index],
    borderWidth: 2,
    pointRadius: 0,
    indexAxis: 'x',
  }));
  const chart = new globalThis.Chart(canvas, {
    type: 'line',
    data: { datasets },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      spanGaps: true,
      events: [],
      plugins: {
        legend: { display: false },
        tooltip: { enabled: false },
        decimation: { enabled: true, algorithm: 'min-max' },
      },
      scales: { x: { type: 'linear', ticks: { maxRotation: 0 } } },
    },
  });
  let points = datasets.map(({ data }) => data);
  return ({ time, values, isNew }) => {
    points = points.map((data, index) => {
      const next = [...(isNew ? data.slice(1) : data.slice(0, -1)), { x: time, y: values[index] }];
      // Decimation hangs itself between the chart and `data`; a new array is what makes it look again.
      chart.data.datasets[index].data = next;
      return next;
    });
    Object.assign(chart.options.scales.x, { min: points[0][0].x, max: time });
    chart.update('none');
  };
});
