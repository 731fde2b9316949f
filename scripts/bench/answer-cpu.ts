/**
 * Makes a child process of the benchmark tell what CPU time, in ms, each run of some work took; the first runs are not
 * counted.
 */
export async function answerCpu(work: () => void | Promise<void>): Promise<void> {
  for (let warm = 0; warm < 3; warm++) await work();
  process.on('message', () => {
    void measure(work).then((cpuMs) => process.send!({ cpuMs }));
  });
  process.send!('ready');
}

async function measure(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
