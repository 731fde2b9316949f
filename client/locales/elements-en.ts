/** Texts of the elements that are loaded when they are used, and of tables and exports. */
export const elementsEn = {
  'tools.table': 'Table',
  'tools.chart': 'Picture instead',
  'tools.csv': 'CSV',
  'tools.json': 'JSON',
  'tools.png': 'PNG',
  'tools.save': 'Save as {format}',

  'filter.all': 'all',
  'filter.clear': 'Show all',
  'filter.none':
    'for: there is no <trade-source id="{id}"> on the page; add one, or put the elements to be filtered inside',

  'picture.title': '{measure} by {groups}, {period}',
  'picture.summary': '{title}. Largest: {list}.',
  'treemap.key': 'on year',

  'map.unplaced': '{count} more have no place on this map; the table has them all.',

  'table.period': 'Period',
  'table.ofFlow': '{measure} of {flow}',
  'table.more': 'The first {shown} of {all} rows; CSV and JSON have them all.',
  'table.none': 'for: there is no element with the id “{id}” that has figures',
  'table.sort': 'Sort by {name}',

  'video.save': 'Save pictures for a video',
  'video.stop': 'Stop at {done} of {count}',
  'video.none': 'for: there is no chart with the id “{id}” that shows figures',
  'video.tooLong':
    'At the speed of the clock these would be {count} pictures, and {most} are the most: raise the speed, or loop over a part.',
  'plan.heading': '{year} against the {name} mean',
  'plan.meanByDay': 'the mean by {day}',
  'plan.unfiltered': 'all trade, whatever is chosen',
  'plan.onPace': 'on pace for {amount}',
} as const;
