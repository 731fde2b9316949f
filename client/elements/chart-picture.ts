import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ImageContent } from '../charts/export-image.js';
import { asOfText, moneyText, sourceText } from '../format/provenance.js';
import type { Lang } from '../locales/lang.js';
import { message } from '../locales/message.js';
import type { SeriesPlan } from './chart-series.js';
import type { ChartTexts } from './chart-texts.js';
import { chartSeries, type ElementTheme } from './chart-theme.js';
import { KIND_COLORS } from './kind-colors.js';

/** A chart as it stands. */
export interface DrawnChart {
  readonly lang: Lang;
  readonly timeline: TimelineInfo;
  readonly known: string | null;
  readonly theme: ElementTheme;
  readonly texts: ChartTexts;
  readonly series: readonly SeriesPlan[];
  readonly cursorIndex: number | null;
  readonly plot: HTMLCanvasElement | null;
}

/** All that an image of a chart has on it: what its figures are goes with them wherever the image goes. */
export function chartPicture(chart: DrawnChart): ImageContent {
  const { lang, timeline, known, theme, texts, series, cursorIndex, plot } = chart;
  const { kind } = timeline;
  return {
    title: texts.title + texts.unit,
    legend: series.map((plan) => ({ ...chartSeries(plan, theme), text: texts.named(plan, cursorIndex) })),
    badge: { text: message(lang, `kind.${kind}`), color: theme.colors[KIND_COLORS[kind]] },
    plot,
    blank: message(lang, 'term.noData'),
    footer: [asOfText, moneyText, sourceText].map((textOf) => textOf(timeline, lang, known)),
    theme: { ...theme, text: theme.colors.text, surface: theme.colors.surface },
  };
}
