/** Currencies with a code of ISO 4217, of today and of times past. */
const KNOWN = new Set(Intl.supportedValuesOf('currency'));

export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

/** Decimals of a currency's minor unit: 2 for fen of yuan, 0 for yen. */
export function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
