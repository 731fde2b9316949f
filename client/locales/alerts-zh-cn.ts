import type { alertsEn } from './alerts-en.js';

export const alertsZhCn: Readonly<Record<keyof typeof alertsEn, string>> = {
  'alerts.title': '异常流向',
  'alerts.whole': '{flow}总体',
  'alerts.amounts': '实际{observed}，预期{expected}',
  'alerts.since': '{from}起',
  'alerts.between': '{from}至{last}',
  'alerts.more': '另有{count}项',
  'alerts.none': '{count}个流向均无异常',
  'alerts.judgedFrom': '{from}起方可判断是否异常',
  'alerts.short-history': '历史数据不足，无法判断是否异常',
  'alerts.frequency': '数据时间粒度不足，无法判断是否异常',
  'alerts.off': '本服务器未启用异常监测',
};
