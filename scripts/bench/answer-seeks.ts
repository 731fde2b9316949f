/**
 * Makes a child process of the benchmark tell how long each of so many seeks took, in ms, until its bytes were there.
 * @param seek goes to a share (0 to 1) of the span and returns the bytes of what is shown there
 */
export async function answerSeeks(seek: (share: number) => Promise<number>): Promise<void> {
  for (let warm = 0; warm < 20; warm++) await seek(Math.random());
  process.on('message', ({ seeks }: { seeks: number }) => {
    void measure(seek, seeks).then((times) => process.send!({ times }));
  });
  process.send!('ready');
}

async function measure(seek: (share: number) => Promise<number>, seeks: number): Promise<number[]> {
  const times: number[] = [];
  for (let count = 0; count < seeks; count++) {
    const start = performance.now();
    await seek(Math.random());
    times.push(performance.now() - start);
  }
  return times;
}
