import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../protocol/alerts.js';
import { alertText, wantedAlerts } from '../../../client/elements/alert-text.js';
import type { Lang } from '../../../client/locales/lang.js';
import { HALVED, quietAlerts } from '../../support/alerts.js';

const nameOf = (code: string): string => ({ JPN: 'Japan', '85': 'Machinery' })[code] ?? code;
const textOf = (alert: Alert, lang: Lang): object =>
  alertText(alert, quietAlerts(), { lang, utcOffsetMs: 0, nameOf });

describe('what an alert says', () => {
  it('is what it is of, by how much, what was expected, and since when', () => {
    expect(textOf(HALVED, 'en')).toEqual({
      name: 'Japan · exports',
      change: '▼\u00a050.0\u00a0%',
      amounts: '12.3\u00a0bn CNY, expected 24.6\u00a0bn CNY',
      time: 'since 9 Nov 2026',
    });
    expect(textOf(HALVED, 'zh-CN')).toMatchObject({
      name: 'Japan · 出口',
      amounts: '实际123亿元，预期246亿元',
      time: '2026年11月9日起',
    });
  });

  it('names its last day, not the one after, once it is over', () => {
    const over = { ...HALVED, to: Date.UTC(2026, 10, 20), ending: 'back' as const };
    expect(textOf(over, 'en')).toMatchObject({ time: '9 Nov 2026 to 19 Nov 2026' });
    expect(textOf({ ...over, to: Date.UTC(2026, 10, 10) }, 'en')).toMatchObject({ time: '9 Nov 2026' });
  });

  it('is of a whole flow where it is of no group', () => {
    expect(textOf({ ...HALVED, dimension: 'flow', code: 'export' }, 'en')).toMatchObject({
      name: 'exports, all of them',
    });
  });
});

describe('alerts that are wanted', () => {
  const port: Alert = {
    ...HALVED,
    id: 'port',
    dimension: 'port',
    code: 'CNSHA',
    flow: 'import',
    change: 0.25,
  };
  const all = [HALVED, port];
  const any = { by: ['partner', 'port'], change: 0, where: {} };

  it('are of the kinds asked for, and as large', () => {
    expect(wantedAlerts(all, any)).toEqual(all);
    expect(wantedAlerts(all, { ...any, by: ['port'] })).toEqual([port]);
    expect(wantedAlerts(all, { ...any, change: 0.4 })).toEqual([HALVED]);
  });

  it('are of what is shown: where all is of one partner, what a port trades with all of them is not', () => {
    expect(wantedAlerts(all, { ...any, where: { partner: ['JPN', 'USA'] } })).toEqual([HALVED]);
    expect(wantedAlerts(all, { ...any, where: { flow: ['import'] } })).toEqual([port]);
    expect(wantedAlerts(all, { ...any, where: { partner: ['JPN'], port: ['CNSHA'] } })).toEqual([]);
    expect(wantedAlerts(all, { ...any, where: { partner: [] } })).toEqual(all);
  });
});
