/** What is to be done when an element of a name comes, by the name in lower case. */
const waiting = new Map<string, () => void>();
const watched = new WeakSet<Document | ShadowRoot>();
let observer: MutationObserver | undefined;

/**
 * Calls back once, as soon as an element of one of these names is in the page, in open shadow roots as well. A shadow root
 * that is attached later to an element which has long been there is found with the next element that is put in around it.
 */
export function whenUsed(tags: readonly string[], callback: () => void): void {
  const once = (): void => {
    for (const tag of tags) waiting.delete(tag);
    callback();
  };
  for (const tag of tags) waiting.set(tag, once);
  observer ??= new MutationObserver(look);
  watched.delete(document);
  watch(document);
}

function look(records: readonly MutationRecord[]): void {
  for (const { addedNodes } of records)
    for (const node of addedNodes) if (node instanceof Element) lookAt([node, ...node.querySelectorAll('*')]);
}

function watch(root: Document | ShadowRoot): void {
  if (watched.has(root)) return;
  watched.add(root);
  observer!.observe(root, { childList: true, subtree: true });
  lookAt(root.querySelectorAll('*'));
}

/** Our own elements load what they are made of themselves. */
function lookAt(elements: Iterable<Element>): void {
  if (waiting.size === 0) return observer!.disconnect();
  for (const element of elements) {
    waiting.get(element.localName)?.();
    const { shadowRoot } = element;
    if (shadowRoot !== null && !element.localName.startsWith('trade-')) watch(shadowRoot);
  }
}
