import { defineTradeElements, setDefaultFeed, TradeChart } from 'tradewall';
import { parseServerMessage, type Hello } from 'tradewall/protocol';
import { TradeKpi } from 'tradewall/trade-kpi';

if (customElements.get('trade-chart') !== undefined) throw new Error('importing a class has registered it');

setDefaultFeed(new URL(location.href).searchParams.get('feed')!);
defineTradeElements();

const chart = document.createElement('trade-chart');
chart.measure = 'value';
chart.bucket = '1d';
chart.last = 90;
const kpi: TradeKpi = document.createElement('trade-kpi');
kpi.bucket = '1y';
document.querySelector('#app')!.append(chart, kpi);
if (!(chart instanceof TradeChart)) throw new Error('trade-chart is another class');

/** Types of the protocol are to be had without an element. */
export function versionOf(text: string): Hello['version'] | null {
  const message = parseServerMessage(text);
  return message.type === 'hello' ? message.version : null;
}
