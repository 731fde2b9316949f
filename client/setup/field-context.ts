import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { Lang } from '../locales/lang.js';
import type { SettingKey } from '../wall/wall-settings.js';

/** What a field of the form has to know, and whom it tells. */
export interface FieldContext {
  readonly lang: Lang;
  /** What the address says of each setting so far, right or not. */
  readonly draft: URLSearchParams;
  /** What is wrong with a setting, as the wall names it. */
  readonly problemsOf: (key: SettingKey) => readonly string[];
  readonly timelines: readonly TimelineInfo[];
  /** A code of a filter in words, or the code itself where it has none. */
  readonly nameOf: (key: SettingKey, code: string) => string;
  /** A setting is to be as its text says; empty: its default. */
  readonly onSet: (key: SettingKey, text: string) => void;
}

/** Ids of what is said below the control of a setting. */
export function describedBy(key: SettingKey): string {
  return `about-${key} wrong-${key}`;
}
