/**
 * English and Chinese names of partners beside their display names: as UN Comtrade, WITS, Eurostat, the US Census,
 * PortWatch and China Customs print them, and as people write them. What `partnerNameKey` makes the same (accents,
 * case, "St." and "Saint", "Rep." and "Republic", "Isds" and "Islands", "&" and "and") stands here once.
 */
export const NAME_VARIANTS = `
AGO Republic of Angola
ARE UAE; Emirates; 阿拉伯联合酋长国; 阿联酋
BES Bonaire; Bonaire, Saint Eustatius and Saba; Bonaire, Sint Eustatius and Saba; Caribbean Netherlands; 荷属加勒比区
BEL Belgium-Luxembourg; 比利时-卢森堡
BHS The Bahamas; Bahamas, The
BIH Bosnia Herzegovina; Bosnia; Bosnia-Herzegovina; Bosnia & Herzegovina; 波斯尼亚和黑塞哥维那; 波黑共和国
BOL Bolivia (Plurinational State of); Bolivia, Plurinational State of; Plurinational State of Bolivia
BRN Brunei Darussalam; 文莱达鲁萨兰国
CAF Central African Rep.; 中非共和国
CCK Cocos Isds; Cocos Islands
CHN China, Mainland; Mainland China; China, People's Republic of; People's Republic of China; PRC; P.R. China; 中华人民共和国; 中国大陆; 中国内地
CIV Ivory Coast; Cote D'Ivore; Cote D Ivoire; Côte d’Ivoire
COD Congo, Dem. Rep.; Dem. Rep. of the Congo; Democratic Republic of the Congo; Congo, Democratic Republic of the; Congo, The Democratic Republic of the; Congo (Democratic Republic of the); Democratic Republic of Congo; Congo (Kinshasa); Congo - Kinshasa; D.R. Congo; DRC; Zaire; 刚果民主共和国; 刚果(金); 刚果（金）; 扎伊尔
COG Congo, Rep.; Republic of Congo; Republic of the Congo; Congo, Republic of the; Congo (Brazzaville); Congo - Brazzaville; 刚果; 刚果(布); 刚果共和国
CPV Cape Verde; 佛得角共和国
CUW Curacao
CXR Christmas Isds; Christmas Island
CYM Cayman Isds
CZE Czech Republic; Czech Rep.; 捷克共和国
DEU Federal Republic of Germany; Germany, Federal Republic of; Fed. Rep. of Germany; Fed. Rep. of Germany (...1990); Fmr Fed. Rep. of Germany; West Germany; 联邦德国; 德意志联邦共和国
DDR Dem. Rep. of Germany; Dem. Rep. of Germany (...1990); East Germany; Fmr Dem. Rep. of Germany
DOM Dominican Rep.; 多米尼加共和国
EGY Egypt, Arab Rep.; Arab Republic of Egypt
ETH Ethiopia(excludes Eritrea); Ethiopia (includes Eritrea)
FLK Falkland Isds; Falkland Islands; 福克兰群岛; 马尔维纳斯群岛; 福克兰群岛(马尔维纳斯)
FRA Metropolitan France; France, Monaco; 法兰西
FRO Faeroe Isds; Faeroe Islands
FSM FS Micronesia; Micronesia, Fed. Sts.; Micronesia, Federated States of; Micronesia (Federated States of); Federated States of Micronesia; 密克罗尼西亚联邦
ATF Fr. South Antarctic Terr.; French South Antarctic Territories; French Southern and Antarctic Lands; 法属南方领地
GBR Great Britain; UK; U.K.; Britain; England; United Kingdom of Great Britain and Northern Ireland; United Kingdom (Northern Ireland); United Kingdom (excluding Northern Ireland); 大不列颠及北爱尔兰联合王国; 英格兰
GMB The Gambia; Gambia, The
GNQ Eq. Guinea
GUF French Guyana
HKG Hong Kong; Hong Kong SAR; Hong Kong SAR China; China, Hong Kong SAR; Hong Kong, China SAR; China, Hong Kong; Hong Kong Special Administrative Region; Hongkong; 香港; 中国香港特别行政区; 中国香港特区; 香港特别行政区; 中国(香港)
HMD Heard Island and McDonald Islands; Heard & McDonald Islands
IND India, excl. Sikkim; 印度共和国
IDN 印尼
IOT Br. Indian Ocean Terr.; British Indian Ocean Territories
IRN Iran, Islamic Rep.; Iran, Islamic Republic of; Iran (Islamic Republic of); Islamic Republic of Iran; 伊朗伊斯兰共和国
ITA Italy, San Marino
JPN 日本国
KGZ Kyrgyz Republic; Kirghizia; 吉尔吉斯坦
KNA St. Kitts & Nevis; Saint Christopher and Nevis; Saint Kitts, Nevis and Anguilla
KOR Korea, Rep.; Rep. of Korea; Republic of Korea; Korea, Republic of; Korea (Republic of); R. O. Korea; R.O. Korea; ROK; South Korea; Korea, South; Korea (South); Korea Rep.; 大韩民国; 南韩; 韩国
LAO Lao PDR; Lao People's Dem. Rep.; Lao People's Democratic Republic; Lao; 老挝人民民主共和国
LBY Libyan Arab Jamahiriya; State of Libya
MAC Macau; Macao; Macao SAR; Macau SAR; Macao SAR China; China, Macao SAR; Macao, China SAR; China, Macao; 澳门; 中国澳门特别行政区; 中国澳门特区; 澳门特别行政区; 中国(澳门)
MAF Saint Martin (French part); St. Martin; 法属圣马丁
MDA Moldova, Republic of; Rep. of Moldova; Republic of Moldova; Moldova (Republic of)
MKD Macedonia; Macedonia, FYR; TFYR of Macedonia; The former Yugoslav Republic of Macedonia; FYROM; Republic of North Macedonia; 马其顿; 前南斯拉夫马其顿共和国
MMR Burma; Burma (Myanmar); Myanmar (Burma); 缅甸联邦
MNG 蒙古国
MNP N. Mariana Isds; Northern Marianas; North Mariana Islands
MYT Mayotte (Overseas France)
MYS Malaysia (Peninsular Malaysia); Sabah; Sarawak
NCL New Caledonia
NLD The Netherlands; Holland; Netherlands, The; Netherlands (Kingdom of the); 荷兰王国
NOR Norway, excluding Svalbard and Jan Mayen; Norway, Svalbard and Jan Mayen; Norway (including Svalbard and Jan Mayen)
PAK 巴基斯坦伊斯兰共和国
PCN Pitcairn; Pitcairn Island
PNG Papua New Guin
PRK Korea, Dem. Rep.; Dem. People's Rep. of Korea; Democratic People's Republic of Korea; Korea, Democratic People's Republic of; Korea (Democratic People's Republic of); Korea (the Democratic People's Republic of); North Korea; Korea, North; Korea (North); D.P.R. Korea; DPRK; 朝鲜民主主义人民共和国; 北朝鲜
PSE State of Palestine; Palestine, State of; Palestinian Territories; Palestinian Territory, Occupied; Occupied Palestinian Territory; Occ.Pal.Terr; Occ. Palestinian Terr.; West Bank and Gaza; Gaza Strip; West Bank; Gaza Strip administered by Israel; West Bank administered by Israel; 巴勒斯坦国; 巴勒斯坦领土
PYF Fr. Polynesia
REU Reunion
ROU Rumania
RUS Russian Federation; Russian Fed.; 俄罗斯联邦
SAU Saudi; 沙特; 沙特阿拉伯王国
SDN Sudan (...2011); Fm Sudan; Fmr Sudan
SGP Singapore, Republic of
SGS South Georgia and the South Sandwich Islands; South Georgia & South Sandwich Islands
SHN Saint Helena, Ascension and Tristan da Cunha
SJM Svalbard and Jan Mayen Islands; Svalbard, Jan Mayen Island
SLB Solomon Isds
SPM St. Pierre & Miquelon; 圣皮埃尔和密克隆群岛
SRB Republic of Serbia; Serbia, FR(Serbia/Montenegro)
STP São Tomé & Príncipe; Sao Tome & Principe
SVK Slovak Republic; 斯洛伐克共和国
SWZ Swaziland; 斯威士兰王国
SXM Saint Maarten; Sint Maarten (Dutch part); St. Maarten; 荷属圣马丁
SYR Syrian Arab Republic; Syrian Arab Rep.; Syrian Arab Rep; 叙利亚阿拉伯共和国
TCA Turks and Caicos Isds; Turks & Caicos Islands
TLS East Timor; Timor Leste
TTO Trinidad & Tobago; Trinidad
TUR Turkey; Turkiye
TWN Taiwan; Taiwan, Province of China; Taiwan Province of China; China, Taiwan; China, Taiwan Province of; Chinese Taipei; Taiwan Province; Other Asia, nes; Other Asia, not elsewhere specified; 台湾; 台湾省; 中国台湾省; 台澎金马关税区; 中国(台湾)
TZA United Rep. of Tanzania; United Republic of Tanzania; Tanzania, United Republic of; Tanzania, United Rep.
UMI US Misc Pacific Islands; United States Minor Outlying Islands; U.S. Outlying Islands; U.S. Minor Outlying Islands
USA USA; US; U.S.A.; U.S.; United States of America; USA, Puerto Rico and US Virgin Islands; USA (before 1981); 美利坚合众国
VAT Vatican; Vatican City; Vatican City State; Holy See (Vatican City State); 梵蒂冈城国
VCT Saint Vincent and the Grenadines; St. Vincent & Grenadines; St. Vincent and Grenadines
VEN Venezuela, RB; Venezuela, Bolivarian Republic of; Venezuela (Bolivarian Republic of); Bolivarian Republic of Venezuela
VGB Br. Virgin Isds; British Virgin Isds; Virgin Islands, British; Virgin Islands (British); Virgin Islands (UK)
VIR US Virgin Isds; U.S. Virgin Islands; United States Virgin Islands; Virgin Islands, U.S.; Virgin Islands (U.S.); Virgin Islands (USA); Virgin Islands of the United States
VNM Vietnam; Socialist Republic of Viet Nam; 越南社会主义共和国
VDR Dem. Rep. of Vietnam; Fmr Dem. Rep. of Vietnam
WLF Wallis and Futuna Isds; Wallis and Futuna Islands; Wallis & Futuna Isl.
WSM Western Samoa
YEM Yemen, Rep.; Republic of Yemen; Arab Rep. of Yemen; Fmr Arab Rep. of Yemen
YMD Dem. Yemen; Fmr Dem. Yemen
ZAF Republic of South Africa; 南非共和国
CSK Czechoslovakia (former); Fmr Czechoslovakia
SCG Serbia & Montenegro
SUN Soviet Union; Fmr USSR; Union of Soviet Socialist Republics
YUG Fmr Yugoslavia; Yugoslavia, FR; Socialist Federal Republic of Yugoslavia
ANT Neth. Antilles; Neth. Antilles and Aruba; Netherlands Antilles and Aruba
PCZ Fmr Panama-Canal-Zone; Panama-Canal-Zone
PCI Fmr Pacific Isds; Pacific Isds
ATB Br. Antarctic Terr.; Br. Antr. Terr
ZA1 So. African Customs Union
XKX Republic of Kosovo; Kosovo (under United Nations Security Council Resolution 1244/99)
XNS Areas, nes; Area Nes; Unspecified; Not specified; Not stated; Countries and territories not specified; Countries and territories not specified within the framework of extra-Union trade; Countries and territories not specified within the framework of intra-Union trade; Unidentified; 国(地)别不详; 国别(地区)不详; 国别不详的; 不详
XCF Countries and territories not specified for commercial or military reasons; Countries and territories not specified for commercial or military reasons in the framework of extra-Union trade; Countries and territories not specified for commercial or military reasons in the framework of intra-Union trade
XBK Bunkers; Bunkers (fuel); Stores and provisions; Stores and provisions within the framework of extra-Union trade; Stores and provisions within the framework of intra-Union trade
XFZ Free zone
XSP Special category
XIO 联合国及机构和国际组织; United Nations
A49 Caribbean nes
A79 LAIA, nes
F19 Africa CAMEU region, nes
R20 Europe EFTA, nes
`;

/** Portuguese names, of Brazil and of Portugal, where they aren't the English ones. */
export const PORTUGUESE_NAMES = `
AFG Afeganistão
AIA Anguila
ALA Ilhas Aland; Alanda
ALB Albânia
ARE Emirados Árabes Unidos
ARM Arménia
ASM Samoa Americana
ATA Antártida
ATF Territórios Franceses do Sul; Territórios Austrais Franceses
ATG Antígua e Barbuda
AUS Austrália
AUT Áustria
AZE Azerbaijão
BEL Bélgica
BEN Benim
BES Países Baixos Caribenhos
BFA Burquina Faso
BGD Bangladeche
BGR Bulgária
BHR Barein; Barém
BHS Baamas
BIH Bósnia e Herzegovina; Bósnia-Herzegovina
BLM São Bartolomeu
BLR Bielorrússia
BMU Bermudas
BRA Brasil
BTN Butão
BVT Ilha Bouvet
BWA Botsuana
CAF República Centro-Africana
CCK Ilhas Cocos (Keeling); Ilhas dos Cocos (Keeling)
CHE Suíça
CIV Costa do Marfim; Côte d’Ivoire (Costa do Marfim)
CMR Camarões
COD Congo - Kinshasa; República Democrática do Congo; Congo, República Democrática
COG República do Congo; Congo-Brazzaville
COK Ilhas Cook
COM Comores
CUW Curaçau
CXR Ilha Christmas; Ilha do Natal
CYM Ilhas Cayman; Ilhas Caimão
CYP Chipre
CZE Tchéquia; Chéquia; Tcheca, República; República Tcheca; República Checa
DEU Alemanha
DJI Djibuti; Jibuti
DNK Dinamarca
DOM República Dominicana
DZA Argélia
ECU Equador
EGY Egito
ERI Eritreia
ESH Saara Ocidental; Sara Ocidental
ESP Espanha
EST Estônia
ETH Etiópia
FIN Finlândia
FLK Ilhas Malvinas; Ilhas Falkland; Falkland (Malvinas)
FRA França
FRO Ilhas Faroé
GAB Gabão
GBR Reino Unido
GEO Geórgia
GGY Guernesey
GHA Gana
GIN Guiné
GLP Guadalupe
GNB Guiné-Bissau
GNQ Guiné Equatorial
GRC Grécia
GRD Granada
GRL Groenlândia; Gronelândia
GUF Guiana Francesa
GUM Guame
GUY Guiana
HKG Hong Kong, RAE da China; Hong Kong
HMD Ilhas Heard e McDonald
HRV Croácia
HUN Hungria
IMN Ilha de Man
IOT Território Britânico do Oceano Índico
IRL Irlanda
IRN Irã; Irão
IRQ Iraque
ISL Islândia
ITA Itália
JOR Jordânia
JPN Japão
KAZ Cazaquistão
KEN Quênia
KGZ Quirguistão
KHM Camboja
KIR Quiribati
KNA São Cristóvão e Névis; São Cristóvão e Neves
KOR Coreia do Sul
KWT Koweit; Coveite; Coveite (Kuweit); Kuaite
LBN Líbano
LBY Líbia
LCA Santa Lúcia
LIE Listenstaine
LKA Sri Lanca; Sri Lanka
LSO Lesoto
LTU Lituânia
LUX Luxemburgo
LVA Letônia
MAC Macau, RAE da China; Macau
MAF São Martinho; São Martinho (Saint-Martin)
MAR Marrocos
MCO Mônaco
MDA Moldávia
MDG Madagáscar
MDV Maldivas
MHL Ilhas Marshall
MKD Macedônia do Norte; Macedônia
MMR Mianmar (Birmânia); Mianmar; Birmânia
MNP Ilhas Marianas do Norte
MOZ Moçambique
MSR Monserrate
MTQ Martinica
MUS Maurício; Maurícia
MWI Malaui; Malavi
MYS Malásia
MYT Maiote
NCL Nova Caledônia
NFK Ilha Norfolk
NLD Países Baixos; Países Baixos (Holanda); Holanda
NOR Noruega
NZL Nova Zelândia
OMN Omã
PAK Paquistão
PCN Ilhas Pitcairn
PHL Filipinas
PNG Papua-Nova Guiné
POL Polônia
PRI Porto Rico
PRK Coreia do Norte
PRY Paraguai
PSE Territórios palestinos; Territórios palestinianos; Palestina
PYF Polinésia Francesa
QAT Catar
REU Reunião
ROU Romênia
RWA Ruanda
SAU Arábia Saudita
SDN Sudão
SGP Singapura; Cingapura
SGS Ilhas Geórgia do Sul e Sandwich do Sul
SHN Santa Helena
SJM Svalbard e Jan Mayen
SLB Ilhas Salomão
SLE Serra Leoa
SLV Salvador
SMR São Marinho
SPM São Pedro e Miquelão
SRB Sérvia
SSD Sudão do Sul
STP São Tomé e Príncipe
SVK Eslováquia
SVN Eslovênia
SWE Suécia
SWZ Essuatíni; Suazilândia
SXM São Martinho (Sint Maarten)
SYC Seicheles
SYR Síria
TCA Ilhas Turcas e Caicos
TCD Chade
THA Tailândia
TJK Tadjiquistão; Tajiquistão
TKL Toquelau
TKM Turcomenistão; Turquemenistão
TTO Trinidad e Tobago; Trindade e Tobago
TUR Turquia
TWN Taiwan; Taiwan (Formosa)
UGA Uganda
UKR Ucrânia
UMI Ilhas Menores Distantes dos EUA; Ilhas Menores Afastadas dos EUA
URY Uruguai
USA Estados Unidos
UZB Uzbequistão; Usbequistão
VAT Cidade do Vaticano
VCT São Vicente e Granadinas
VGB Ilhas Virgens Britânicas
VIR Ilhas Virgens Americanas; Ilhas Virgens dos EUA
VNM Vietnã; Vietname
WLF Wallis e Futuna
YEM Iêmen
ZAF África do Sul
ZWE Zimbábue
`;
