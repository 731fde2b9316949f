/** Widths in em, rather too wide than too narrow: a medium weight, digits of one width. */
const LATIN = 0.6;
const WIDE = 1;

/** Han characters and what is set as wide as they are. */
const WIDE_CHARACTERS = /[\u2e80-\u9fff\uff00-\uffef]/gu;

/** Lines break between any two of those, but neither before a mark that closes nor after one that opens. */
const UNBREAKABLE =
  /[（《〈「『【]*[\u2e80-\u9fff\uff00-\uffef][、，。；：！？）》〉」』】]*|[^\s\u2e80-\u9fff\uff00-\uffef]+/gu;

/** About how wide a text is, in em. */
export function textWidth(text: string): number {
  const wide = text.match(WIDE_CHARACTERS)?.length ?? 0;
  return wide * WIDE + (text.length - wide) * LATIN;
}

/** In how many lines of a width, in em, a text can be set; Infinity where a word of it does not fit into one. */
export function lineCount(text: string, width: number): number {
  let [lines, left] = [1, width];
  for (const { 0: word, index } of text.matchAll(UNBREAKABLE)) {
    const wordWidth = textWidth(word);
    if (wordWidth > width) return Infinity;
    const gap = index > 0 && text[index - 1] === ' ' ? LATIN : 0;
    if (wordWidth + gap > left && left < width) [lines, left] = [lines + 1, width - wordWidth];
    else left -= wordWidth + (left < width ? gap : 0);
  }
  return lines;
}
