import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { langOf, type Lang } from '../locales/lang.js';
import { isSpoken, learn } from '../locales/message.js';

const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;

/**
 * Tells its host the language of its place: that of the nearest `lang` around it, and updates it when that changes; one whose
 * texts are still to be loaded is told once they are there.
 */
export class LanguageController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #lang: Lang = 'en';

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  get lang(): Lang {
    return this.#lang;
  }

  hostConnected(): void {
    this.#look();
    listeners.add(this.#look);
    observePage();
  }

  hostDisconnected(): void {
    listeners.delete(this.#look);
  }

  readonly #look = (): void => {
    const lang = languageAt(this.#host);
    if (lang === this.#lang) return;
    if (!isSpoken(lang)) return void this.#learn(lang);
    this.#lang = lang;
    this.#host.requestUpdate();
  };

  async #learn(lang: Lang): Promise<void> {
    try {
      await learn(lang);
      if (this.#host.isConnected) this.#look();
    } catch (error) {
      console.error(`Tradewall: the texts in ${lang} could not be loaded`, error);
    }
  }
}

function languageAt(element: Element): Lang {
  for (let place: Element | null = element; place !== null;) {
    const marked: Element | null = place.closest('[lang]');
    if (marked !== null) return langOf(marked.getAttribute('lang'));
    const root: Node = place.getRootNode();
    place = root instanceof ShadowRoot ? root.host : null;
  }
  return 'en';
}

/** One observer for all elements of the page. */
function observePage(): void {
  if (observer !== undefined) return;
  observer = new MutationObserver(() => listeners.forEach((look) => look()));
  observer.observe(document, { subtree: true, attributes: true, attributeFilter: ['lang'] });
}
