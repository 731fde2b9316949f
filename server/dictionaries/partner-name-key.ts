const ABBREVIATIONS: Readonly<Record<string, string>> = {
  saint: 'st',
  sint: 'st',
  rep: 'republic',
  dem: 'democratic',
  fed: 'federal',
  terr: 'territory',
  br: 'british',
  isds: 'islands',
  isd: 'islands',
  island: 'islands',
};

/** Words that come and go without telling two partners apart. */
const FILLERS = new Set(['the', 'and', 'of']);

/**
 * What a partner's name comes down to: without case, accents, punctuation and filler words, abbreviations written
 * out. Two names with the same key are the same partner. Chinese is kept as it is, its brackets dropped.
 */
export function partnerNameKey(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !FILLERS.has(word));
  return words.map((word) => ABBREVIATIONS[word] ?? word).join(' ');
}

/** UTF-8 that was read as Latin-1 on its way here (`TÃ¼rkiye`) put right; anything else unchanged. */
export function repairMojibake(text: string): string {
  if (!/[\u00c2-\u00c5][\u0080-\u00bf]/.test(text)) return text;
  const repaired = Buffer.from(text, 'latin1').toString('utf8');
  return repaired.includes('\ufffd') ? text : repaired;
}

/**
 * A name without what sources put around it: `of which: ` before it (GAC), a note in brackets after it (Comtrade's
 * `(...1990)`, Eurostat's `(incl. …)`, GAC's `(US)`). Brackets that tell two partners apart stay.
 */
export function bareName(name: string): string {
  return name
    .replace(/^\s*(of which|其中)\s*[:：]\s*/i, '')
    .replace(/\s*[(（](\.{3}|incl|excl|from |until |overseas |[A-Z]{2,3}[)）]).*$/i, '')
    .trim();
}
