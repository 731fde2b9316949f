/** Keeps the last few results of a pure function of a number, which is dear to compute and often asked for again. */
export function recent<T>(capacity: number, compute: (key: number) => T): (key: number) => T {
  const kept = new Map<number, T>();
  return (key) => {
    let result = kept.get(key);
    if (result === undefined) {
      result = compute(key);
      const oldest = kept.keys().next();
      if (kept.size >= capacity && !oldest.done) kept.delete(oldest.value);
    } else {
      kept.delete(key);
    }
    kept.set(key, result);
    return result;
  };
}
