/**
 * Eurostat's Geonomenclature where it differs from ISO 3166 alpha-2: EL for Greece as declarant, XS Serbia,
 * XK Kosovo, XC and XL Ceuta and Melilla, XI and XU the two parts of the United Kingdom since 2021, and the
 * Q codes for what is no country. Source: Geonomenclature (GEONOM).
 */
export const COMEXT_CODES = `
EL GRC, UK GBR, XI GBR, XU GBR, XC ESP, XL ESP, XK XKX, XS SRB, XM MNE, XZ XHS, QP XHS, QQ XBK, QR XBK, QS XBK,
QU XNS, QV XNS, QW XNS, QX XCF, QY XCF, QZ XCF, AN ANT, CS SCG, YU YUG, SU SUN, TP TLS, ZR COD`;
