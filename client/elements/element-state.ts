import type { FeedState } from '../feed/feed-state.js';

/** What an element can be seen to be in, also as `:state(…)` in CSS. */
export type ElementState = FeedState | 'empty' | 'error';
