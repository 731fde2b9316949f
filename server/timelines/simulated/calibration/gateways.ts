import { EXPORT } from '../../../records/record-batch.js';
import { ESTIMATED } from './published.js';

export const TRANSPORTS = ['sea', 'air', 'road', 'rail', 'pipeline', 'post'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** Where goods cross the border and how: a port (UN/LOCODE) with one mode of transport. */
export interface Gateway {
  readonly port: string;
  readonly name: string;
  readonly transport: Transport;
  /** Share of the value that this transport carries, percent, per flow. */
  readonly exportPct: number;
  readonly importPct: number;
  /** How much more of the bulk goods it handles than of others; 0 where it handles none. */
  readonly bulkFactor: number;
  /** Partners that it serves; undefined where it serves all that the transport can reach. */
  readonly partners: readonly string[] | undefined;
  readonly source: string;
}

/** Share of each flow's value by transport, percent. */
export const TRANSPORT_SHARES: Readonly<
  Record<Transport, { exportPct: number; importPct: number; source: string }>
> = {
  sea: { exportPct: 66, importPct: 57.45, source: ESTIMATED },
  air: { exportPct: 14.2, importPct: 27.5, source: ESTIMATED },
  road: { exportPct: 16.5, importPct: 12, source: ESTIMATED },
  rail: { exportPct: 2.8, importPct: 1.5, source: ESTIMATED },
  pipeline: { exportPct: 0, importPct: 1.45, source: `${ESTIMATED}, from gas and crude piped in` },
  post: { exportPct: 0.5, importPct: 0.1, source: ESTIMATED },
};

const NORTH = ['RUS', 'MNG', 'PRK'];
const EUROPE_BY_RAIL = ['RUS', 'BLR', 'DEU', 'POL', 'NLD', 'FRA', 'ESP', 'HUN', 'CZE', 'ITA', 'BEL', 'TUR'];
const CENTRAL_ASIA = ['KAZ', 'KGZ', 'TJK', 'UZB', 'TKM', 'RUS', 'PAK'];
const WEST = [...new Set([...CENTRAL_ASIA, ...EUROPE_BY_RAIL])];
const SOUTHWEST = ['VNM', 'LAO', 'MMR', 'THA', 'KHM', 'MYS', 'SGP'];

const PORT_SOURCE = `${ESTIMATED}, in line with the ranking of IMF PortWatch's shares of China's maritime trade; codes: UNECE UN/LOCODE`;

type Row = readonly [string, string, Transport, number, number, number, (readonly string[])?];

// prettier-ignore
const ROWS: readonly Row[] = [
  ['CNSHA', 'Shanghai', 'sea', 24, 19, 0.25], ['CNNGB', 'Ningbo', 'sea', 16.2, 10.5, 1], ['CNYTN', 'Yantian', 'sea', 12, 3, 0],
  ['CNSHK', 'Shekou', 'sea', 8, 5, 0.2], ['CNNSA', 'Nansha', 'sea', 7, 6, 0.8], ['CNHUA', 'Huangpu', 'sea', 3, 4, 0.5],
  ['CNTAO', 'Qingdao', 'sea', 8.5, 11, 1.6], ['CNTXG', 'Tianjin Xingang', 'sea', 6, 8, 0.9], ['CNXMN', 'Xiamen', 'sea', 4.5, 3.5, 0.6],
  ['CNDLC', 'Dalian', 'sea', 2.2, 4, 1.5], ['CNLYG', 'Lianyungang', 'sea', 1.6, 2.5, 2], ['CNRZH', 'Rizhao', 'sea', 0.5, 4, 5],
  ['CNTAS', 'Tangshan', 'sea', 0.6, 4.5, 6], ['CNZOS', 'Zhoushan', 'sea', 0.7, 4.5, 6], ['CNTAG', 'Taicang', 'sea', 1.4, 1.6, 1.5],
  ['CNNTG', 'Nantong', 'sea', 0.8, 1.2, 2.5], ['CNZJG', 'Zhangjiagang', 'sea', 0.8, 1.4, 2], ['CNFOC', 'Fuzhou', 'sea', 0.8, 0.8, 1.2],
  ['CNZHA', 'Zhanjiang', 'sea', 0.2, 1.9, 6], ['CNQZH', 'Qinzhou', 'sea', 0.5, 1.1, 2], ['CNFAN', 'Fangcheng', 'sea', 0.2, 1.3, 5],
  ['CNYNT', 'Yantai', 'sea', 0.5, 1.2, 3],
  ['CNPVG', 'Shanghai Pudong', 'air', 42, 47, 0], ['CNPEK', 'Beijing Capital', 'air', 5, 15, 0], ['CNCAN', 'Guangzhou', 'air', 17, 8, 0],
  ['CNSZX', 'Shenzhen', 'air', 12, 7, 0], ['CNCGO', 'Zhengzhou', 'air', 10, 8, 0], ['CNCTU', 'Chengdu', 'air', 6, 7, 0],
  ['CNCKG', 'Chongqing', 'air', 4, 4, 0], ['CNSIA', "Xi'an", 'air', 4, 4, 0],
  ['CNSZX', 'Shenzhen', 'road', 68, 68, 0.05], ['CNGBP', 'Gongbei', 'road', 5, 3.5, 0], ['CNPIN', 'Pingxiang', 'road', 14, 19, 0.5, SOUTHWEST],
  ['CNKMG', 'Kunming', 'road', 4, 4, 1, SOUTHWEST], ['CNURC', 'Urumqi', 'road', 7, 2, 0.4, CENTRAL_ASIA], ['CNRLC', 'Erenhot', 'road', 1, 3, 3, ['MNG', 'RUS']],
  ['CNSFE', 'Suifenhe', 'road', 1, 0.5, 2, NORTH],
  ['CNMLX', 'Manzhouli', 'rail', 25, 30, 2, ['RUS', 'BLR', 'DEU', 'POL']], ['CNRLC', 'Erenhot', 'rail', 12, 25, 3, ['MNG', 'RUS', 'DEU', 'POL']],
  ['CNURC', 'Urumqi', 'rail', 45, 25, 1, WEST], ['CNSFE', 'Suifenhe', 'rail', 5, 12, 3, NORTH], ['CNCKG', 'Chongqing', 'rail', 8, 5, 0, EUROPE_BY_RAIL],
  ['CNKMG', 'Kunming', 'rail', 5, 3, 1, ['LAO', 'THA', 'VNM']],
  ['CNURC', 'Urumqi', 'pipeline', 0, 60, 1, ['TKM', 'KAZ', 'UZB']], ['CNHEK', 'Heihe', 'pipeline', 0, 32, 1, ['RUS']],
  ['CNKMG', 'Kunming', 'pipeline', 0, 8, 1, ['MMR']],
  ['CNSHA', 'Shanghai', 'post', 35, 40, 0], ['CNCAN', 'Guangzhou', 'post', 45, 40, 0], ['CNPEK', 'Beijing Capital', 'post', 20, 20, 0],
];

export const GATEWAYS: readonly Gateway[] = ROWS.map(
  ([port, name, transport, exportPct, importPct, bulkFactor, partners]) => ({
    port,
    name,
    transport,
    exportPct,
    importPct,
    bulkFactor,
    partners,
    source: PORT_SOURCE,
  }),
);

/** Partners without a coast that trade with China overland. */
export const LANDLOCKED: ReadonlySet<string> = new Set([
  'KAZ',
  'KGZ',
  'TJK',
  'UZB',
  'TKM',
  'MNG',
  'LAO',
  'NPL',
]);
/** Partners reached by lorry; others only over Hong Kong. */
export const ROAD_NEIGHBOURS: ReadonlySet<string> = new Set([
  'HKG',
  'MAC',
  ...NORTH,
  ...CENTRAL_ASIA,
  ...SOUTHWEST,
  'NPL',
]);
/** Partners with a land border, with which border trade (4019) is done. */
export const BORDER_TRADE: ReadonlySet<string> = new Set([
  'RUS',
  'MNG',
  'PRK',
  'KAZ',
  'KGZ',
  'TJK',
  'VNM',
  'LAO',
  'MMR',
  'NPL',
  'PAK',
]);
export const GUANGDONG_PORTS: ReadonlySet<string> = new Set([
  'CNYTN',
  'CNSHK',
  'CNNSA',
  'CNHUA',
  'CNCAN',
  'CNSZX',
  'CNGBP',
  'CNZHA',
]);

/** Share of a flow's value that crosses at a gateway. */
export function gatewayShare(gateway: Gateway, flow: number): number {
  const transport = TRANSPORT_SHARES[gateway.transport];
  if (flow === EXPORT) return (gateway.exportPct * transport.exportPct) / 10_000;
  return (gateway.importPct * transport.importPct) / 10_000;
}
