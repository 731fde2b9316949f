/** Memory that the process holds less what its heap has no use for: live objects, and all that is outside of the heap. */
export function liveBytes(): number {
  global.gc!();
  const { heapTotal, heapUsed, rss } = process.memoryUsage();
  return rss - heapTotal + heapUsed;
}
