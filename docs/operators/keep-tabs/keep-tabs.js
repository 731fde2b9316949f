/* global chrome */

// A page whose process was ended, for want of memory as a rule, leaves "Aw, Snap!" on the screen until somebody comes; so does
// one that the browser could not get. No script of such a page runs, so what looks after it is not of the page.

/** The least that an alarm may have. */
const LOOK_EVERY_MIN = 0.5;

/** Less than from look to look, and far more than a page takes that has only much to do. */
const PATIENCE_MS = 25_000;

chrome.alarms.create('look', { periodInMinutes: LOOK_EVERY_MIN });
chrome.alarms.onAlarm.addListener(async () => {
  for (const { id } of await chrome.tabs.query({})) if (!(await answers(id))) await chrome.tabs.reload(id);
});

/** Whether a script can run in the page, also in one that is still being loaded. */
async function answers(tabId) {
  const word = { target: { tabId }, func: () => true, injectImmediately: true };
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS));
  try {
    await Promise.race([chrome.scripting.executeScript(word), late]);
    return true;
  } catch {
    return false;
  }
}
