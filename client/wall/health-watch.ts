import { PageHealth, type HealthReading, type HeapUse } from './page-health.js';

/** Frames are looked at now and then, for asking for each of them is work of its own. */
const SAMPLE_EVERY_MS = 10_000;
const SAMPLE_FRAMES = 30;

/** Watches the page that it runs in; nobody ends it, for it ends with the page. */
export function watchHealth(): () => HealthReading {
  const health = new PageHealth(performance.now());
  setInterval(() => sampleFrames(health), SAMPLE_EVERY_MS);
  sampleFrames(health);
  watchLongTasks(health);
  return () => health.read(performance.now(), heapUse());
}

/** A hidden page is given no frames, and none are asked of it. */
function sampleFrames(health: PageHealth): void {
  if (document.visibilityState !== 'visible') return;
  const frames: number[] = [];
  const take = (at: number): void => {
    frames.push(at);
    if (frames.length <= SAMPLE_FRAMES) requestAnimationFrame(take);
    else health.addFrames(frames, performance.now());
  };
  requestAnimationFrame(take);
}

function watchLongTasks(health: PageHealth): void {
  if (!PerformanceObserver.supportedEntryTypes.includes('longtask')) return;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) health.addLongTask(task.startTime);
  }).observe({ type: 'longtask' });
}

/** Chromium says it in a property of its own. */
function heapUse(): HeapUse | null {
  const { memory } = performance as Performance & {
    memory?: { usedJSHeapSize: number; jsHeapSizeLimit: number };
  };
  return memory === undefined
    ? null
    : { usedBytes: memory.usedJSHeapSize, limitBytes: memory.jsHeapSizeLimit };
}
