/**
 * Keeps the screen on for as long as the page is visible; asks again after it was hidden, when browsers take the lock
 * back. A browser that has none, or refuses, is named once on the console: a kiosk then needs its system's setting.
 */
export function keepAwake(): void {
  const ask = (): void => {
    if (document.visibilityState !== 'visible') return;
    navigator.wakeLock.request('screen').catch((error: unknown) => warn(String(error)));
  };
  if (!('wakeLock' in navigator)) return warn('there is none here, or the page was not loaded over https');
  document.addEventListener('visibilitychange', ask);
  ask();
}

let hasWarned = false;

function warn(reason: string): void {
  if (hasWarned) return;
  hasWarned = true;
  console.warn(`Tradewall: no wake lock (${reason}); keep the screen on by the system's settings`);
}
