/** How the elements' own comments are read; `scripts/describe-elements.ts` says what becomes of it. */
export default {
  globs: ['client/elements/trade-*.ts', 'client/elements/*-element.ts'],
  outdir: 'build/manifest',
  litelement: true,
  packagejson: false,
};
