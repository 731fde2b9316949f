import type { ClientMessageInput } from '../../protocol/client-messages.js';
import type { ColumnUpdate } from '../../protocol/column-update.js';
import type { Problem } from '../../protocol/errors.js';
import type { ViewUpdate } from '../../protocol/server-messages.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { View } from '../../protocol/view.js';
import { ViewData } from './view-data.js';

/** One view on one connection, shared by all elements that ask for the same cells. */
export class Subscription {
  readonly id: string;
  readonly view: View;
  readonly data: ViewData;
  /** Why the server refused the view; null while it has not. */
  problem: Problem | null = null;
  users = 0;

  constructor(id: string, view: View, timeline: TimelineInfo) {
    this.id = id;
    this.view = view;
    this.data = new ViewData(view, timeline);
  }

  apply(update: ViewUpdate | ColumnUpdate): void {
    this.problem = null;
    if ('layout' in update) this.data.applyColumns(update);
    else this.data.apply(update);
  }

  /** The message that asks for the view: only for what changed since `resume`, where something is held already. */
  request(resume: string | undefined): ClientMessageInput {
    const { timeline, measures, by, where, bucket, last, top, rankBy, known } = this.view;
    return {
      type: 'subscribe',
      id: this.id,
      view: {
        timeline,
        measures: [...measures],
        by: [...by],
        where: Object.fromEntries(Object.entries(where).map(([name, codes]) => [name, [...codes]])),
        bucket,
        last,
        ...(top === undefined ? {} : { top, rankBy }),
        ...(known === 'now' ? {} : { known }),
      },
      ...(this.data.isLoaded && resume !== undefined ? { resume } : {}),
    };
  }
}
