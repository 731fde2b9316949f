import { GROUPINGS, dimensionOf } from '../../protocol/dimensions.js';
import { MEASURES } from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { planOverview, type OverviewPlan } from '../wall/overview-plan.js';
import { choice, flag, number, text, type AttributeControl } from './attribute-control.js';

/** An element as its author first writes it, and what can be changed about it. */
export interface Example {
  readonly tag: ExampleTag;
  readonly attributes: Readonly<Record<string, string>>;
  readonly controls: readonly AttributeControl[];
  /** Markup of what is inside it. */
  readonly inside?: string;
  readonly isWide: boolean;
}

export type ExampleTag =
  | 'trade-alerts'
  | 'trade-balance'
  | 'trade-chart'
  | 'trade-clock'
  | 'trade-filter'
  | 'trade-flow'
  | 'trade-kpi'
  | 'trade-map'
  | 'trade-plan'
  | 'trade-rank'
  | 'trade-spark'
  | 'trade-status'
  | 'trade-table'
  | 'trade-ticker'
  | 'trade-transport'
  | 'trade-treemap';

/** What most elements can be set to, as far as the timeline has it. */
interface Choices {
  readonly sum: AttributeControl;
  readonly measure: AttributeControl;
  readonly by: AttributeControl;
  readonly bucket: AttributeControl;
  readonly flow: readonly AttributeControl[];
}

const RISE = choice('rise', ['green', 'red']);
const TOOLS = choice('tools', ['', 'table', 'png csv json']);
const REST = choice('rest', ['show', 'hide']);

/** The annual mean that plans are measured by where nobody gives one: 2021 to 2025, in yuan and tonnes (GAC). */
const BASELINE = { value: '42300000000000', tonnage: '5200000000', name: '2021–2025' };

/** One of each element that the timeline has figures for. */
export function exampleElements(timeline: TimelineInfo): readonly Example[] {
  const plan = planOverview(timeline);
  const choices = choicesOf(timeline, plan);
  return [
    ...figures(timeline, plan, choices),
    ...charts(timeline, plan, choices),
    ...pictures(timeline, plan, choices),
    ...parts(timeline, plan, choices),
  ];
}

function choicesOf({ dimensions, frequency, measures }: TimelineInfo, { hasFlow }: OverviewPlan): Choices {
  const groupings = GROUPINGS.filter((grouping) => grouping !== 'commodity' && grouping !== 'flow');
  const known = groupings.filter((grouping) => dimensions.includes(dimensionOf(grouping)));
  const hasDays = frequency === 'instant' || frequency === 'day';
  const narrow = frequency === 'instant' ? ['1s', '1m', '1h'] : [];
  return {
    sum: choice(
      'measure',
      (['value', 'tonnage', 'records'] as const).filter((sum) => measures.includes(sum)),
    ),
    measure: choice('measure', MEASURES),
    by: choice('by', known),
    bucket: choice('bucket', [...narrow, ...(hasDays ? ['1d', '1w'] : []), '1mo', '1q', '1y']),
    flow: hasFlow ? [choice('flow', ['export', 'import'])] : [],
  };
}

function figures(
  { frequency }: TimelineInfo,
  { measures, mainMeasure, hasFlow }: OverviewPlan,
  { measure, sum, bucket, flow }: Choices,
): Example[] {
  const line = choice('spark', ['', '1d', '1mo']);
  const changes = [flag('closed'), choice('compare', ['year']), choice('rate', ['second']), line, RISE];
  const controls = [measure, bucket, ...changes, ...flow, text('label')];
  const kpi = (attributes: Record<string, string>) => example('trade-kpi', attributes, controls);
  const sparkControls = [measure, bucket, number('last'), flag('figure'), ...flow];
  return [
    ...measures.map((name) => kpi({ measure: name, bucket: '1y', compare: 'year', spark: '' })),
    ...(frequency === 'instant' ? [kpi({ measure: mainMeasure, rate: 'second' })] : []),
    ...(hasFlow ? [example('trade-balance', { measure: mainMeasure }, [sum, bucket, flag('closed')])] : []),
    example('trade-spark', { measure: mainMeasure, figure: '' }, sparkControls),
  ];
}

function charts(
  timeline: TimelineInfo,
  { mainMeasure, bucket, last, hasFlow }: OverviewPlan,
  { measure, by, bucket: buckets, flow }: Choices,
): Example[] {
  const type = hasFlow ? 'mirrored' : 'area';
  const controls = [
    choice('type', ['line', 'area', 'mirrored', 'stacked', 'bars']),
    measure,
    withFlow(by, hasFlow),
    buckets,
    number('last'),
    choice('compare', ['year']),
    choice('cumulate', ['year']),
    choice('open-bucket', ['show', 'hide']),
    choice('zoom', ['on', 'off']),
    flag('chapters'),
    flag('save'),
    TOOLS,
    ...flow,
    text('label'),
  ];
  const chart = { type, measure: mainMeasure, bucket, last: String(last), save: '' };
  return [
    wide('trade-chart', chart, controls),
    ...(timeline.controllable && timeline.keyed !== true ? [wide('trade-transport', {}, [])] : []),
  ];
}

function withFlow(by: AttributeControl, hasFlow: boolean): AttributeControl {
  return by.kind === 'choice' && hasFlow ? choice('by', ['flow', ...by.values]) : by;
}

function pictures(
  { dimensions }: TimelineInfo,
  { mainMeasure, ranking, hasFlow }: OverviewPlan,
  { sum, by, bucket, flow }: Choices,
): Example[] {
  const measure = mainMeasure;
  const usual = [sum, bucket, number('top')];
  const pair = choice('by', [
    'partner',
    'commodity:2',
    'partner commodity:2',
    'commodity:2 partner',
    'mode partner',
  ]);
  const center = [text('home'), number('center'), text('geometry')];
  const isOfGroups = ranking !== null;
  return [
    ...(isOfGroups
      ? [wide('trade-rank', { by: ranking, measure, top: '8' }, [by, ...usual, REST, RISE, TOOLS])]
      : []),
    ...(isOfGroups ? [wide('trade-treemap', { measure }, [pair, ...usual, REST, RISE, ...flow])] : []),
    ...(isOfGroups && hasFlow ? [wide('trade-flow', { measure }, [pair, ...usual, REST, ...flow])] : []),
    ...(dimensions.includes('partner')
      ? [wide('trade-map', { measure }, [...usual, ...center, ...flow])]
      : []),
  ];
}

function parts(
  timeline: TimelineInfo,
  { mainMeasure: measure, ranking, bucket: width }: OverviewPlan,
  { by, bucket, flow }: Choices,
): Example[] {
  const inside = `<trade-spark measure="${measure}" bucket="${width}" last="90" figure></trade-spark>`;
  const isPlanned = timeline.kind === 'simulated' && timeline.currency === 'CNY';
  const plan = example('trade-plan', BASELINE, [number('value'), number('tonnage'), text('name'), RISE]);
  const table = {
    measure,
    bucket: '1mo',
    last: '12',
    ...(ranking === null ? {} : { by: ranking, top: '3' }),
  };
  const show = choice('show', ['kind', 'kind state', 'as-of', 'money', 'source']);
  return [
    ...(isPlanned ? [{ ...plan, isWide: true }] : []),
    wide('trade-ticker', {}, [number('rows'), bucket, ...flow]),
    wide('trade-table', table, [by, bucket, number('last'), number('top'), text('measure'), ...flow]),
    ...(ranking === null
      ? []
      : [{ ...example('trade-filter', { by: ranking }, [by, flag('multiple')]), inside }]),
    example('trade-status', {}, [show]),
    example('trade-clock', {}, []),
    wide('trade-alerts', { past: '' }, [
      choice('by', ['flow', 'partner', 'commodity', 'port', 'flow partner']),
      number('change'),
      number('rows'),
      flag('past'),
      choice('quiet', ['show', 'hide']),
    ]),
  ];
}

function example(
  tag: ExampleTag,
  attributes: Readonly<Record<string, string>>,
  controls: readonly AttributeControl[],
): Example {
  return { tag, attributes, controls, isWide: false };
}

function wide(...[tag, attributes, controls]: Parameters<typeof example>): Example {
  return { ...example(tag, attributes, controls), isWide: true };
}
