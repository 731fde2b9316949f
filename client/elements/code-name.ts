import { dimensionOf, OTHER_GROUP, type Grouping } from '../../protocol/dimensions.js';
import { namesOf } from '../feed/dictionary.js';
import type { Lang } from '../locales/lang.js';
import { hasMessage, message } from '../locales/message.js';

/** Whose names are asked for, and who is to be told when they have come. */
export interface NameContext {
  readonly feed: string;
  /** The server's own name of it, not that of a private clock over it. */
  readonly timeline: string;
  readonly lang: Lang;
  readonly onLoaded: () => void;
}

/** A group's name in words: flows, `other` and what was not reported in our own, codes in the server's. */
export function codeName(code: string | null, grouping: Grouping, context: NameContext): string {
  if (code === null) return message(context.lang, 'group.unreported');
  if (code === OTHER_GROUP) return message(context.lang, 'group.other');
  const own = `flow.${code}`;
  if (dimensionOf(grouping) === 'flow' && hasMessage(own)) return ownName(context.lang, own);
  return namesOf(context.feed, context.timeline, dimensionOf(grouping), context.lang, context.onLoaded).of(
    code,
  );
}

function ownName(lang: Lang, key: string): string {
  return key === 'flow.export' ? message(lang, 'flow.export') : message(lang, 'flow.import');
}
