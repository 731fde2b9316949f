import type { ImportOptions } from '../../../server/store/store.js';

/** A file of one format, made up, and what it adds up to. */
export interface FormatExample {
  readonly format: string;
  /** As its publisher names it; only where nothing inside tells the flow does it matter. */
  readonly name: string;
  readonly delimiter: ',' | ';';
  readonly lines: readonly string[];
  readonly options?: ImportOptions;
  readonly skipped?: Record<string, number>;
  readonly totals: Record<string, { records: number; netKg?: string; value?: string }>;
}

export const EXAMPLES: readonly FormatExample[] = [
  {
    format: 'portwatch-daily',
    name: 'daily.csv',
    delimiter: ',',
    lines: [
      'date,portid,portname,country,ISO3,portcalls,import_tanker,import_cargo,import,export_cargo,export',
      '2024-02-29,port1,First,Egypt,EGY,3,5,7,12,2,2',
      '2024-03-01 00:00:00+00,port1,"Fir,st",Egypt,EGY,3,5,7,12,0,0',
    ],
    totals: { import: { records: 2, netKg: '24000' }, export: { records: 2, netKg: '2000' } },
  },
  {
    format: 'comtrade',
    name: 'TradeData.csv',
    delimiter: ',',
    lines: [
      'typeCode,freqCode,refYear,refMonth,period,reporterCode,flowCode,partnerCode,partnerDesc,motCode,cmdCode,netWgt,primaryValue,classificationCode',
      'C,A,2020,52,2020,764,M,0,World,0,8542,,300.5,H5',
      'C,A,2020,52,2020,764,M,36,Australia,0,8542,10,100.25,H5',
      'C,A,2020,52,2020,764,M,842,"USA, the",0,8542,0,200.25,H5',
      'C,A,2020,52,2020,764,X,0,World,0,8542,5,70,H5',
      'C,A,2020,52,2020,764,RX,0,World,0,8542,1,7,H5',
      'S,A,2020,52,2020,764,X,0,World,0,200,,7,EB',
    ],
    skipped: { services: 1, 'partner-total': 1, 'part-of-flow': 1 },
    totals: {
      import: { records: 2, netKg: '10', value: '300.5' },
      export: { records: 1, netKg: '5', value: '70' },
    },
  },
  {
    format: 'comtrade',
    name: 'formatted.csv',
    delimiter: ';',
    lines: [
      ';typeCode;cmdCode;freqCode;refYear;reporterDesc;partnerDesc;flowCode;primaryValueFormated',
      '0;C;TOTAL;A;2019;China;Angola;M;23,837,402,142.0',
      '1;C;TOTAL;A;2019;China;Brazil;X;1,000.5',
    ],
    totals: { import: { records: 1, value: '23837402142' }, export: { records: 1, value: '1000.5' } },
  },
  {
    format: 'comtrade-legacy',
    name: 'comtrade.csv',
    delimiter: ',',
    lines: [
      'Classification,Year,Period,Trade Flow,Reporter Code,Partner Code,Partner,Commodity Code,Netweight (kg),Trade Value (US$)',
      'HS,2014,201401,Imports,826,0,World,1,,99',
      'HS,2014,201402,Imports,826,0,World,1,12.0,50',
      'HS,2014,201402,Imports,826,36,Australia,1,12.0,49',
      'HS,2014,201402,Re-imports,826,36,Australia,1,1.0,5',
    ],
    skipped: { 'partner-total': 1, 'part-of-flow': 1 },
    totals: { import: { records: 2, netKg: '12', value: '148' } },
  },
  {
    format: 'comtrade-legacy-api',
    name: 'get.csv',
    delimiter: ',',
    lines: [
      'pfCode,yr,period,rgDesc,rtCode,ptCode,ptTitle,cmdCode,NetWeight,TradeValue',
      'H4,2015,2015,Import,842,156,China,01,5,10',
      'H4,2015,2015,Export,842,156,China,0101,6,11',
    ],
    totals: {
      import: { records: 1, netKg: '5', value: '10' },
      export: { records: 1, netKg: '6', value: '11' },
    },
  },
  {
    format: 'wits',
    name: 'DataJobID.csv',
    delimiter: ',',
    lines: [
      'Nomenclature,ReporterISO3,ProductCode,PartnerISO3,Year,TradeFlowName,TradeFlowCode,TradeValue in 1000 USD,NetWeight in KGM',
      'HS,BRA,01,USA,2010,Export,6,1.5,10',
      'HS,BRA,0101,USA,2010,Export,6,1,6',
      'HS,BRA,01,USA,2010,Import,5,2.001,',
      'HS,BRA,0101,USA,2010,Import,5,2.001,',
    ],
    skipped: { 'other-commodity-level': 2 },
    totals: { import: { records: 1, value: '2001' }, export: { records: 1, netKg: '10', value: '1500' } },
  },
  {
    format: 'comext',
    name: 'full202452.dat',
    delimiter: ',',
    lines: [
      'DECLARANT_ISO,PARTNER_ISO,PRODUCT_NC,FLOW,PERIOD,VALUE_IN_EUROS,QUANTITY_IN_KG',
      'EL,GR,25041000,1,202452,16413.125,3',
      'FR,NA,25041000,2,202401,5,0',
    ],
    totals: {
      import: { records: 1, netKg: '3', value: '16413.125' },
      export: { records: 1, value: '5' },
    },
  },
  {
    format: 'comex-stat',
    name: 'EXP_2024.csv',
    delimiter: ';',
    lines: [
      'CO_ANO;CO_MES;CO_NCM;CO_UNID;CO_PAIS;SG_UF_NCM;CO_VIA;CO_URF;QT_ESTAT;KG_LIQUIDO;VL_FOB',
      '2024;01;01012100;11;160;SP;01;0817800;5;1000;2500',
      '2024;12;1012100;11;249;SP;04;0817600;5;0;70',
    ],
    totals: { export: { records: 2, netKg: '1000', value: '2570' } },
  },
  {
    format: 'gac-download',
    name: '进口.csv',
    delimiter: ',',
    lines: [
      '数据年月,商品编码,商品名称,贸易伙伴编码,贸易伙伴名称,第一数量,第一计量单位,第二数量,第二计量单位,人民币,',
      '202401,27101210,车用汽油,133,韩国,1000,千克,1200,升,"4,732,785",',
      '202402,27101210,"柴油,不含",502,美国,7,个,3,吨,"1,000",',
      '202402,27101210,柴油,502,美国,7,升,0,,10,',
    ],
    totals: { import: { records: 3, netKg: '4000', value: '4733795' } },
  },
  {
    format: 'gac-regime',
    name: 'table5.csv',
    delimiter: ',',
    lines: [
      'period,Customs Regime,Exports,Imports,unit',
      '2023-01,TOTAL,"1,500",200,"US$1,000"',
      '2023-01,Ordinary Trade,"1,000",200,"US$1,000"',
      '2023-01,Border Trade,500,-,"US$1,000"',
    ],
    skipped: { 'mode-total': 1 },
    totals: { import: { records: 2, value: '200000' }, export: { records: 2, value: '1500000' } },
  },
  {
    format: 'gac-trade-mode',
    name: 'table3.csv',
    delimiter: ',',
    lines: [
      'from,months,Trade Mode,Export,Import,unit',
      '2024-01,5,Total Value,"1,500.5",200,USD1 Million',
      '2024-01,5,Ordinary Trade,"1,000.5",200,USD1 Million',
      '2024-01,5,Frontier Petty Trade,500,-,USD1 Million',
      '2024-01,13,Frontier Petty Trade,500,7,USD1 Million',
    ],
    skipped: { 'mode-total': 1, 'bad-time': 1 },
    totals: { import: { records: 2, value: '200000000' }, export: { records: 2, value: '1500500000' } },
  },
  {
    format: 'gac-headline',
    name: 'exports.csv',
    delimiter: ',',
    lines: ['date,value,yoy,ytd_value', '2024-01-01,307.6,8.2,307.6', '2024-02-01,220.3,5.6,528.0'],
    totals: { export: { records: 2, value: '527900000000' } },
  },
  {
    format: 'gac-months',
    name: 'months.csv',
    delimiter: ',',
    lines: [
      'month,exports_usd_bn,imports_usd_bn,exports_cny_100m',
      '2024-01,307.6,222.4,',
      '2024-03,279.7,221.1,19900',
    ],
    totals: {
      import: { records: 2, value: '443500000000' },
      export: { records: 2, value: '587300000000' },
    },
  },
  {
    format: 'us-census-imports',
    name: 'imports.csv',
    delimiter: ',',
    lines: [
      'CTY_CODE,CTY_NAME,I_COMMODITY,COMM_LVL,GEN_VAL_MO,GEN_QY1_MO,UNIT_QY1,AIR_WGT_MO,VES_WGT_MO,time',
      '-,TOTAL FOR ALL COUNTRIES,85,HS2,300,0,-,5,5,2024-01',
      '5700,CHINA,85,HS2,200,0,-,2,5,2024-01',
      '1220,CANADA,85,HS2,100,0,-,0,0,2024-01',
      '5700,CHINA,271019,HS6,70,33,KG,0,40,2024-02',
    ],
    skipped: { 'partner-total': 1 },
    totals: { import: { records: 3, netKg: '40', value: '370' } },
  },
  {
    format: 'us-census-exports',
    name: 'exports.csv',
    delimiter: ',',
    lines: [
      'CTY_CODE,E_COMMODITY,ALL_VAL_MO,AIR_WGT_MO,VES_WGT_MO,DF,YEAR,MONTH',
      '5880,85,300,1,2,-,2024,01',
      '5880,85,200,1,1,1,2024,01',
      '5880,85,100,0,1,2,2024,01',
    ],
    skipped: { 'other-breakdown': 1 },
    totals: { export: { records: 2, netKg: '3', value: '300' } },
  },
  {
    format: 'uk-hmrc-hs4',
    name: 'flows.csv',
    delimiter: ',',
    lines: [
      'HS4,direction,mass,year',
      '7301,export,5.0,2015',
      '73--,import,7.0,2015',
      '8513,import,-2.0,2016',
      'None,import,99.0,2016',
    ],
    skipped: { 'unlabelled-sum': 1 },
    totals: { import: { records: 2, netKg: '5' }, export: { records: 1, netKg: '5' } },
  },
  {
    format: 'uk-hmrc-ots',
    name: 'OTS.csv',
    delimiter: ',',
    lines: [
      'MonthId,FlowTypeId,CommodityId,CountryId,PortId,Value,NetMass',
      '202401,1,1012100,3,0,500,20',
      '202401,4,87032110,400,17,700,30',
    ],
    totals: {
      import: { records: 1, netKg: '20', value: '500' },
      export: { records: 1, netKg: '30', value: '700' },
    },
  },
  {
    format: 'japan-coal',
    name: 'coal.csv',
    delimiter: ',',
    lines: ['date,cif_yen_per_mt,quantity_mant', '2015-01,11334,1286.1', '2015-02,11050,0.5'],
    totals: { import: { records: 2, netKg: '12866000000', value: '145821824000' } },
  },
  {
    format: 'ais-seaborne',
    name: 'seaborne.csv',
    delimiter: ',',
    lines: [
      'country_name,vessel_type,flow,date,num_pc,mtc,dwt,num_pc_ma,mtc_ma,dwt_ma',
      'Germany,Total,Imports,12/31/2020 12:00:00 AM,22,63246.683,173686,0.733,2108.223,5789.533',
      'Germany,Total,Imports,1/1/2021 12:00:00 AM,5000.5,20,173686,0.733,2108.223,5789.533',
      'Germany,Total,Exports,1/2/2021 12:00:00 AM,1,0,0,0.733,2108.223,5789.533',
    ],
    totals: { import: { records: 2, netKg: '68247183' }, export: { records: 1, netKg: '0' } },
  },
  {
    format: 'cargo-events',
    name: 'cargoes.csv',
    delimiter: ',',
    lines: [
      'cargo_id,cargo,readiness_date,cancelling_date,weight_tonnes,volume_cbm,unloading_port',
      'a1,"Coal, in bulk",2026-03-27T00:00:00.000Z,2026-04-26T23:59:59.000Z,1.5,8.1e-10,Lagos',
      "a2,20' Box,2026-03-26T10:00:00.000Z,2026-04-26T23:59:59.000Z,0.0,0.0,Lagos",
    ],
    totals: { import: { records: 2, netKg: '1500' } },
  },
  {
    format: 'baci',
    name: 'BACI_HS92_Y2022.csv',
    delimiter: ',',
    lines: ['t,i,j,k,v,q', '2022,4,842,10121,1.5,         NA', '2022,842,4,852352,2.25,0.5'],
    options: { reporter: 'USA' },
    totals: {
      import: { records: 1, value: '1500' },
      export: { records: 1, netKg: '500', value: '2250' },
    },
  },
  {
    format: 'tradewall-records',
    name: 'records.csv',
    delimiter: ',',
    lines: [
      'id,time,flow,partner,commodity,port,mode,transport,netKg,value,currency',
      'a,2026-01-05T08:00:00Z,export,USA,850440,CNSHA,0110,sea,1000,5000.125,CNY',
      'b,2026-01,import,NAM,850440,,,,5,,',
      'c,2026,import,GRC,73--,,,air,,7,CNY',
    ],
    totals: {
      import: { records: 2, netKg: '5', value: '7' },
      export: { records: 1, netKg: '1000', value: '5000.125' },
    },
  },
];

/** Headers of what is known and holds no trade. */
export const REFUSALS: Record<string, string> = {
  'baci-countries': 'country_code,country_name,country_iso2,country_iso3',
  'gac-other-periods': 'period_type,period,flow,value,unit,precision,note,source',
  'portwatch-chokepoints': 'date,portid,portname,n_container,n_tanker,n_total,capacity',
  'portwatch-calls': 'country,date,tanker_calls',
  'portwatch-ports': 'portid,portname,country,lat,lon,LOCODE',
};
