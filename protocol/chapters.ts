import * as v from 'valibot';

export const CHAPTER_KINDS = ['expo', 'holiday', 'policy', 'event'] as const;

/** A stretch of time with a name, to be marked on charts and sought by a replay. */
export const ChapterSchema = v.object({
  /** What `control` seeks by. */
  id: v.string(),
  kind: v.picklist(CHAPTER_KINDS),
  title: v.string(),
  /** The title in other languages, by BCP 47 tag. */
  titles: v.record(v.string(), v.string()),
  /** Epoch ms; `to` exclusive. */
  from: v.number(),
  to: v.number(),
  /** Local time of its days, `+08:00`: Golden Week begins on 1 October of Beijing's, whatever day a timeline's clock has then. */
  utcOffset: v.string(),
  /** Who announced it; null where that is not known. */
  source: v.nullable(v.string()),
  /** Its dates are taken from other years, and not yet announced. */
  expected: v.boolean(),
});

export type Chapter = v.InferOutput<typeof ChapterSchema>;
