/** Milliseconds of a tick, and of a bucket. */
const TICK_MS = 250;
const MINUTE = 60_000;

/**
 * Plays the figures of the scene into the charts of a peer, four times a second, by turning the lines round: each bucket
 * that closes is followed by the oldest one, so that the picture stays as rough as it was.
 * `?close=N` closes a bucket each Nth tick, and otherwise changes the newest one.
 * @param create makes a chart in a cell of `{times, lines}`, and returns what is called at each tick with
 *   `{time, values, isNew}` of the newest bucket
 */
export async function play(create) {
  const figures = await (await fetch('/figures.json')).json();
  const closeEvery = Number(new URLSearchParams(location.search).get('close') ?? 1);
  const cells = [...document.querySelectorAll('.cell')];
  const charts = figures.map(({ times, lines }, index) => ({
    update: create(cells[index], { times: [...times], lines: lines.map((line) => [...line]) }),
    lines,
    time: times.at(-1),
    place: 0,
  }));
  let tick = 0;
  setInterval(() => {
    const isNew = ++tick % closeEvery === 0;
    for (const chart of charts) {
      if (isNew) {
        chart.time += MINUTE;
        chart.place++;
      }
      const values = chart.lines.map((line) => line[(chart.place + (isNew ? 0 : tick)) % line.length]);
      chart.update({ time: chart.time, values, isNew });
    }
  }, TICK_MS);
}

export const COLORS = ['#4cc38a', '#e5a13a'];
