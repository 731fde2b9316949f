import type { ColumnUpdate } from '../../protocol/column-update.js';
import type { ViewUpdate } from '../../protocol/server-messages.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { viewKey, type View } from '../../protocol/view.js';
import { Subscription } from './subscription.js';

/** The views of one connection, each of them once, however many elements show it. */
export class Subscriptions {
  readonly #byKey = new Map<string, Subscription>();
  #count = 0;

  get(view: View): Subscription | undefined {
    return this.#byKey.get(viewKey(view));
  }

  add(view: View, timeline: TimelineInfo): Subscription {
    const subscription = new Subscription(`v${++this.#count}`, view, timeline);
    this.#byKey.set(viewKey(view), subscription);
    return subscription;
  }

  remove({ view }: Subscription): void {
    this.#byKey.delete(viewKey(view));
  }

  byId(id: string | undefined): Subscription | undefined {
    return [...this.#byKey.values()].find((subscription) => subscription.id === id);
  }

  of(timeline: string): Subscription[] {
    return [...this.#byKey.values()].filter(({ view }) => view.timeline === timeline);
  }

  apply(changesOf: (id: string) => ViewUpdate | ColumnUpdate | undefined): void {
    for (const subscription of this.#byKey.values()) {
      const changes = changesOf(subscription.id);
      if (changes !== undefined) subscription.apply(changes);
    }
  }
}
