import { downloadZip, type InputWithSizeMeta } from 'client-zip';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { FRAMES_PER_SECOND, type VideoPlan } from './video-plan.js';

/** A file's date is no part of what it shows: the same pictures make the same archive. */
const DATE = new Date(2000, 0, 1);

const DIGITS = 5;

/**
 * Pictures as a zip archive, numbered as video encoders take them, with what they show and how fast beside them.
 * @param onFrame called with how many there are, each time there is one more
 */
export async function framesArchive(
  frames: AsyncIterable<Blob>,
  about: { readonly plan: VideoPlan; readonly timeline: TimelineInfo },
  onFrame: (done: number) => void,
): Promise<Blob> {
  return downloadZip(filesOf(frames, about, onFrame)).blob();
}

async function* filesOf(
  frames: AsyncIterable<Blob>,
  { plan, timeline }: { readonly plan: VideoPlan; readonly timeline: TimelineInfo },
  onFrame: (done: number) => void,
): AsyncGenerator<InputWithSizeMeta> {
  let done = 0;
  for await (const input of frames) {
    onFrame(++done);
    yield { name: `frame-${String(done).padStart(DIGITS, '0')}.png`, input, lastModified: DATE };
  }
  const { name, kind, title, source, currency, valuation } = timeline;
  const [from, to] = [new Date(plan.from).toISOString(), new Date(plan.to).toISOString()];
  const shown = {
    name,
    kind,
    title,
    source,
    currency,
    valuation,
    from,
    to,
    framesPerSecond: FRAMES_PER_SECOND,
  };
  const command = `ffmpeg -framerate ${FRAMES_PER_SECOND} -i frame-%0${DIGITS}d.png -pix_fmt yuv420p replay.mp4`;
  yield {
    name: 'frames.json',
    input: `${JSON.stringify({ ...shown, command }, null, 2)}\n`,
    lastModified: DATE,
  };
}
