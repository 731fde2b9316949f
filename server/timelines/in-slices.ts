/** Work between two chances for others to run, in ms: a fill may take seconds, a tick must not wait for it. */
const SLICE_MS = 8;

/** Does all the work, and lets others run wherever it yields and its slice is used up. Returns what the work does. */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  let sliceStart = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - sliceStart < SLICE_MS) continue;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    sliceStart = performance.now();
  }
}
