import type { Grouping } from '../../protocol/dimensions.js';
import { measureDefinition, type Measure } from '../../protocol/measures.js';
import { utcOffsetMs, type TimelineInfo } from '../../protocol/timeline-info.js';
import type { View } from '../../protocol/view.js';
import type { ViewData } from '../feed/view-data.js';
import { UNKNOWN } from '../format/number.js';
import { formatPeriod } from '../format/format-period.js';
import type { Lang } from '../locales/lang.js';
import { measureName } from '../locales/measure-name.js';
import { message } from '../locales/message.js';
import type { ChartScale, ScaleContext } from './chart-scale.js';
import type { SeriesPlan } from './chart-series.js';
import { chartSummary } from './chart-summary.js';
import type { ShownLines } from './shown-lines.js';

/** Versions of the data after which the summary is written anew, if no bucket closes before: five seconds of ticks. */
const SUMMARY_VERSIONS = 20;

/** What the words of a chart are about, as it stands. */
export interface ChartSubject {
  readonly lang: Lang;
  readonly label: string | null;
  readonly cumulate: string | null;
  readonly view: View;
  readonly timeline: TimelineInfo | null;
  /** A group of the view in the reader's words. */
  readonly nameOf: (code: string | null, grouping: Grouping) => string;
}

/** Everything that a chart says in words and figures, of the lines that it shows. */
export class ChartTexts {
  readonly #about: () => ChartSubject;
  readonly #scale: ChartScale;
  readonly #shown: ShownLines;
  #summary = { key: '', text: '' };

  /** @param about asked anew for each text, once there is a view */
  constructor(about: () => ChartSubject, scale: ChartScale, shown: ShownLines) {
    this.#about = about;
    this.#scale = scale;
    this.#shown = shown;
  }

  get title(): string {
    const { lang, label, cumulate, view } = this.#about();
    if (label !== null) return label;
    const per = message(lang, `per.${view.bucket}`);
    const measure = measureName(lang, this.#measure);
    const title = lang === 'zh-CN' ? per + measure : `${measure} ${per}`;
    return cumulate === null ? title : message(lang, 'chart.cumulated', { title });
  }

  /** As it follows the title. */
  get unit(): string {
    const unit = this.#scale.unit(this.#context);
    if (unit === '') return '';
    return this.#about().lang === 'zh-CN' ? `（${unit}）` : `, ${unit}`;
  }

  nameOf(plan: SeriesPlan): string {
    const name = this.#ownNameOf(plan);
    return plan.isBefore ? message(this.#about().lang, 'chart.yearBefore', { name }).trim() : name;
  }

  /** What a line came to at a point; null: at the newest closed bucket. */
  figure({ read }: SeriesPlan, index: number | null): string {
    const value = read[index ?? Math.max(0, this.#shown.closedBuckets - 1)] ?? Number.NaN;
    return Number.isNaN(value) ? UNKNOWN : this.#scale.figure(value, this.#context);
  }

  /** Name and figure of a line in one. */
  named(plan: SeriesPlan, index: number | null): string {
    return `${this.nameOf(plan)} ${this.figure(plan, index)}`.trim();
  }

  tick(value: number): string {
    return this.#scale.tick(value, this.#context);
  }

  period(index: number | null, { view, offsetMs }: ViewData): string {
    const start = index === null ? undefined : this.#shown.times[index];
    if (start === undefined) return '';
    return formatPeriod(view.bucket, start, { lang: this.#about().lang, utcOffsetMs: offsetMs });
  }

  /** A point read aloud: its period and each line's figure. */
  spoken(index: number, data: ViewData): string {
    const figures = this.#shown.series.map((plan) => this.named(plan, index));
    return `${this.period(index, data)}: ${figures.join(', ')} ${this.#scale.unit(this.#context)}`.trim();
  }

  /** In one sentence, true of closed buckets. */
  summary(version: number): string {
    const { times, series, closedBuckets } = this.#shown;
    const title = this.title + this.unit;
    const last = closedBuckets - 1;
    const newest = [times[0], times[last], ...series.map(({ read }) => read[last])].join(' ');
    const key = [title, newest, Math.floor(version / SUMMARY_VERSIONS)].join(' ');
    if (key === this.#summary.key) return this.#summary.text;
    const lines = series.map((plan) => ({ name: this.nameOf(plan) || title, values: plan.read }));
    const format = (value: number) => this.#scale.figure(value, this.#context);
    this.#summary = { key, text: chartSummary(title, lines, closedBuckets, format, this.#about().lang) };
    return this.#summary.text;
  }

  /** A flow of money says how it is valued, for exports and imports mostly are not valued alike. */
  #ownNameOf({ name, isBefore }: SeriesPlan): string {
    const { lang, cumulate, timeline, view, nameOf } = this.#about();
    if (name === 'balance') return message(lang, 'measure.balance').toLowerCase();
    if (name === 'total') return isBefore || cumulate === null ? '' : this.#yearSummedUp;
    const text = nameOf(name, view.by[0] ?? 'flow');
    if (measureDefinition(this.#measure).kind !== 'money' || (name !== 'export' && name !== 'import'))
      return text;
    const valuation = timeline?.valuation[name];
    return valuation ? `${text} ${valuation}` : text;
  }

  /** What the heading does not say of a line that sums up this year, beside the one of the year before. */
  get #yearSummedUp(): string {
    const { lang, timeline } = this.#about();
    const start = this.#shown.times[0];
    if (start === undefined || timeline === null) return '';
    return formatPeriod('1y', start, { lang, utcOffsetMs: utcOffsetMs(timeline.utcOffset) });
  }

  get #measure(): Measure {
    return this.#about().view.measures[0]!;
  }

  get #context(): ScaleContext {
    const { lang, timeline } = this.#about();
    return { measure: this.#measure, lang, currency: timeline?.currency ?? null };
  }
}
