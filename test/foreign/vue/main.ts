import { createApp, type GlobalComponents } from 'vue';
import 'tradewall/register';
import Page from './Page.vue';

const feed = new URL(location.href).searchParams.get('feed')!;

/** What a template may say of a chart, as its types have it. */
export const chart: InstanceType<GlobalComponents['trade-chart']>['$props'] = { measure: 'value', last: 90 };

createApp(Page, { feed }).mount('#app');
