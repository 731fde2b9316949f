/**
 * UN Comtrade's (and BACI's) numeric codes that differ from M49, and those of areas that are not countries:
 * the reporters' statistical territory (251 is France with Monaco and the overseas departments), former areas,
 * and residuals. 490 Other Asia nes is in practice Taiwan. Source: Comtrade's list of partner areas.
 */
export const COMTRADE_CODES = `
058 BEL, 080 ATB, 129 A49, 200 CSK, 221 E29, 230 ETH, 251 FRA, 278 DDR, 280 DEU, 290 F49, 381 ITA, 457 MYS,
459 MYS, 461 MYS, 471 R91, 472 F19, 473 A79, 488 UMI, 490 TWN, 527 O19, 530 ANT, 532 ANT, 536 NTZ, 568 E19,
577 F19, 579 NOR, 582 PCI, 588 PAK, 590 PAN, 592 PCZ, 636 A79, 637 A59, 647 JPN, 658 KNA, 697 R20, 698 IND,
699 IND, 711 ZA1, 717 XNS, 720 YMD, 736 SDN, 757 CHE, 810 SUN, 830 XCI, 835 TZA, 836 TZA, 837 XBK, 838 XFZ,
839 XSP, 841 USA, 842 USA, 849 PUS, 866 VDR, 868 VNM, 872 UMI, 879 F97, 886 YEM, 890 YUG, 891 SCG, 899 XNS`;

/**
 * Three-letter codes that Comtrade, BACI and WITS use for what ISO 3166 has no alpha-3 for, has dropped, or
 * writes otherwise. WITS keeps ROM, ZAR and TMP, and calls Taiwan OAS (Other Asia).
 */
export const ISO3_VARIANTS = `
ROM ROU, ZAR COD, TMP TLS, SER SRB, MNT MNE, SUD SDN, OAS TWN, S19 TWN, BLX BEL, KSV XKX, XKS XKX, _KS XKX,
XKK XKX, _X XNS, UNS XNS, X1 XBK, BUN XBK, X2 XFZ, FRE XFZ, XX XSP, SPE XSP, ZZZ XNS, GAZ PSE, NZE NTZ,
PCE PCZ, _AC F19, _SK MYS, _PM MYS, _SH MYS, _MI UMI, _RI JPN, _SM IND, _CI XCI, _TK TZA, _ZP TZA, _WI UMI,
_RN XNS, BUR MMR, ZWR ZWE`;
