import type { elementsEn } from './elements-en.js';

export const elementsZhCn: Readonly<Record<keyof typeof elementsEn, string>> = {
  'tools.table': '表格',
  'tools.chart': '返回图形',
  'tools.csv': 'CSV',
  'tools.json': 'JSON',
  'tools.png': 'PNG',
  'tools.save': '保存为{format}',

  'filter.all': '全部',
  'filter.clear': '显示全部',
  'filter.none': 'for：页面上没有 <trade-source id="{id}">；请添加，或将要筛选的组件放在其中',

  'picture.title': '{period}{measure}，按{groups}',
  'picture.summary': '{title}。最大：{list}。',
  'treemap.key': '同比',

  'map.unplaced': '另有{count}个在此地图上无位置，表格含全部。',

  'table.period': '时期',
  'table.ofFlow': '{flow}{measure}',
  'table.more': '共{all}行，显示前{shown}行；CSV 与 JSON 含全部。',
  'table.none': 'for：没有 id 为“{id}”且含数据的组件',
  'table.sort': '按{name}排序',

  'video.save': '保存视频帧图片',
  'video.stop': '停止（{done} / {count}）',
  'video.none': 'for：没有 id 为“{id}”且有数据的图表',
  'video.tooLong': '按当前速度需要{count}张图片，最多{most}张：请提高速度，或只循环播放一段。',
  'plan.heading': '{year}与{name}年均对比',
  'plan.meanByDay': '年均进度（至{day}）',
  'plan.unfiltered': '全部贸易，不随筛选变化',
  'plan.onPace': '按此进度全年{amount}',
};
