import { Fragments } from './fragments.js';
import type { FrameContent, FrameForm, FrameSpan, FrameView } from './frame-form.js';

/** Frames as JSON text, in UTF-8. */
export class JsonFrames implements FrameForm {
  readonly #resume: string;
  readonly #fragments = new Fragments<string>();

  /** @param resume what a resume token begins with */
  constructor(resume: string) {
    this.#resume = resume;
  }

  begin(): void {
    this.#fragments.clear();
  }

  encode({ seq, from }: FrameSpan, content: FrameContent, always: boolean): Buffer | undefined {
    const { watched, views, timelines, notices } = content;
    const parts: string[] = [];
    for (const view of views) {
      const fragment = this.#fragment(view, seq);
      if (fragment !== undefined) parts.push(`${JSON.stringify(view.id)}:${fragment}`);
    }
    if (parts.length + notices.length + timelines.length === 0 && !always) return undefined;
    const clock = JSON.stringify(Object.fromEntries(watched.map((each) => [each.name, each.clock()])));
    const control = notices.length === 0 ? '' : `"control":${JSON.stringify(notices)},`;
    const became = timelines.length === 0 ? '' : `"timelines":${JSON.stringify(timelines)},`;
    return Buffer.from(
      `{"type":"update","seq":${seq},"from":${from},"clock":${clock},${control}${became}"resume":"${this.#resume}${seq}",` +
        `"views":{${parts.join(',')}}}`,
    );
  }

  /** A view's changes since a tick; undefined if there are none. */
  #fragment({ view, from, reason }: FrameView, seq: number): string | undefined {
    if (reason !== undefined) return JSON.stringify({ ...view.changesSince(0)!, reason });
    return this.#fragments.of(view.number, seq - from, () => {
      const update = view.changesSince(from);
      return update === undefined ? undefined : JSON.stringify(update);
    });
  }
}
