declare global {
  /** Of wall.html: loads the page anew once its server has it to give. Not there where a proxy lets no page have scripts in it. */
  var loadAnew: (() => Promise<void>) | undefined;
}

/** Loads this page anew, at once where its server has it to give, and as soon as it has where it is away. */
export function loadPageAnew(): void {
  if (globalThis.loadAnew === undefined) location.reload();
  else void globalThis.loadAnew();
}
