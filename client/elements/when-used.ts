/**
 * Calls back once, as soon as an element of one of these names is in the document. What is in a shadow root is not
 * looked for: who builds one there loads what it needs.
 */
export function whenUsed(tags: readonly string[], callback: () => void): void {
  const selector = tags.join(',');
  if (document.querySelector(selector) !== null) return callback();
  const observer = new MutationObserver(() => {
    if (document.querySelector(selector) === null) return;
    observer.disconnect();
    callback();
  });
  observer.observe(document, { childList: true, subtree: true });
}
