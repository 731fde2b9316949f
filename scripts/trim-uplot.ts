import type { Plugin } from 'vite';

/** What is cut from uPlot, and why nothing is missed: the text as found, the text as put. */
type Cut = readonly [found: RegExp, put: string];

/**
 * uPlot is one function whose options are looked at while it runs, where no bundler can see which are never set: 9 KB of
 * its 18 compressed. `client/charts/plot-options.ts` says in types what is left. Another release of uPlot that looks
 * otherwise fails the build instead of silently growing it.
 */
const CUTS: readonly Cut[] = [
  ...onlyWhatIsImported(),
  ...onlyAlignedData(),
  ...onlyLinearScales(),
  ...onlyOurTicks(),
  ...onlyOurRanges(),
  ...noLegend(),
  ...noFocus(),
  ...noDragging(),
  ...noSync(),
  ...noBands(),
  ...noPointsOfSeries(),
  ...plainAxes(),
  ...madeOnce(),
];

/** Takes out of uPlot what no chart of ours asks of it. */
export function trimUplot(): Plugin {
  return {
    name: 'trim-uplot',
    transform: {
      filter: { id: /uPlot\.esm\.js$/ },
      handler(code) {
        return { code: CUTS.reduce((text, cut) => apply(text, cut), code), map: null };
      },
    },
  };
}

function apply(text: string, [found, put]: Cut): string {
  if (text.search(found) < 0)
    throw new Error(`uPlot has changed, and has no ${found}: mend scripts/trim-uplot.ts`);
  return text.replace(found, put);
}

/** Its helpers hang on its main function, path builders among them; ours are in `line-paths.ts`. */
function onlyWhatIsImported(): Cut[] {
  return [
    [/uPlot\.assign = assign;[\s\S]*?(?=export \{ uPlot as default \};)/, 'uPlot.pxRatio = pxRatio;\n'],
    [/const linearPath = linear\(\)/, 'const linearPath = null'],
    [/const pointsPath = points\(\)/, 'const pointsPath = null'],
    [/\(opts\.plugins \|\| \[\]\)\.forEach\(p => \{[\s\S]*?\n\t\}\);/g, ''],
    [/if \(opts\.id != null\)[\s\S]*?title\.textContent = opts\.title;\s*\}/, ''],
  ];
}

/** Series share their times, left to right: neither facets nor a vertical axis of time. */
function onlyAlignedData(): Cut[] {
  return [
    [/\bmode == 2/g, 'false'],
    [/\bmode == 1/g, 'true'],
    [/\bscaleX\.ori == 0/g, 'true'],
    [/\bscaleX\.ori == 1/g, 'false'],
    [/const facet = [\s\S]*?(?=const gaps)/, ''],
    [/const xySeriesOpts = [\s\S]*?(?=const ySeriesOpts)/, ''],
  ];
}

/** No logarithmic, ordinal or dependent scales, and none of time: `time-axis.ts` knows calendars and languages. */
function onlyLinearScales(): Cut[] {
  return [
    [/\b(?:sc|wsc|scale)\.distr\s*==\s*\d+/g, 'false'],
    [/\bsc\.distr >= 3/g, 'false'],
    [/\bxScaleDistr == \d/g, 'false'],
    [/\bdistr ==\s*\d+/g, 'false'],
    [/\bisTime\b(?! =)/g, 'false'],
    [/let isTime = .*;/g, ''],
    [/const _tzDate [\s\S]*?(?=const activeIdxs)/, ''],
    [/scaleX\.time/g, 'false'],
    [/const \[ timeIncrsMs[\s\S]*?genTimeStuffs\(1\);/, ''],
    [/const \[ timeIncrsS[\s\S]*?genTimeStuffs\(1e-3\);/, ''],
    [/const months = \[[\s\S]*?(?=function zeroPad2)/, ''],
    [/const localTz = .*/, ''],
    [/if \(scaleOpts\.from != null\) \{[\s\S]*?\n\t\t\t\}\n\t\t\telse \{/, '{'],
    [/\/\/ range dependent scales\s*for \(let k in wipScales\) \{[\s\S]*?\n\t\t\}\n/, ''],
    [/\/\/ implicitly add dependent scales[\s\S]*?\n\t\t\}\n/, ''],
  ];
}

/** An axis is told its ticks and their labels, so it has no increments to choose from. */
function onlyOurTicks(): Cut[] {
  return [
    [
      /function findIncr\([\s\S]*?\n\}\n/,
      'const findIncr = (minVal, maxVal, incrs, dim, minSpace) => [1, minSpace];\n',
    ],
    [/axis\.incrs  = .*/, 'axis.incrs = noop;'],
    [/if \(isArr\(axis\.incrs\)\) \{[\s\S]*?\n\t\t\t\}\n/, ''],
    [/axis\.splits = fnOrSelf\(.*/, 'axis.splits = fnOrSelf(axis.splits);'],
    [/axis\.values = \([\s\S]*?\n\t\t\t\);/, 'axis.values = av;'],
    [/axis\.filter = fnOrSelf\(.*/, 'axis.filter = retArg1;'],
  ];
}

/** A scale is told its range, so the extremes of the data need not be looked for. */
function onlyOurRanges(): Cut[] {
  return [
    [/else\s*\[_min, _max\] = rangeNum\(_min, _max, rangePad, true\);/, ''],
    [/sc\.range = fnOrSelf\(rn [\s\S]*?\)\);/, 'sc.range = fnOrSelf(rn);'],
    [/if \(scaleKey != xScaleKey \|\| [\s\S]*?(?=sc\.range = )/, ''],
    [/else if \(s\.show && s\.auto\)\s*accScale\(.*/, ''],
  ];
}

/** The legend is the element's. */
function noLegend(): Cut[] {
  return [
    [/\bshowLegend\b(?! =)/g, 'false'],
    [/\blegend\.live\b/g, 'false'],
    [/\blegend\.show\b/g, 'false'],
    [/multiValLegend\b(?! =)/g, 'false'],
    [/const legend {5}= .*/, 'const legend = {};'],
    [/const markers {4}= .*/, ''],
    [/\{\s*legend\.idxs = activeIdxs;[\s\S]*?\n\t\}/, ''],
    [/s\.value = false .*/, ''],
    [/s\.label = .*/, ''],
  ];
}

/** No series is singled out by the cursor, which is told the nearest point. */
function noFocus(): Cut[] {
  return [
    [/\bcursorFocus\b(?! =)/g, 'false'],
    [/\bcursorOnePt\b(?! =)/g, 'false'],
    [/const focus = self\.focus = .*/, 'const focus = {};'],
    [/focus: \{\s*dist[\s\S]*?\},/, ''],
    [/hover: \{\s*skip[\s\S]*?\},/, ''],
    [/let shouldAlpha = .*/, 'const shouldAlpha = false;'],
    [/if \(cursor\.dataIdx == null\)/, 'if (false)'],
    [/self\.setSeries = setSeries;/, ''],
  ];
}

/** Nothing is selected by dragging; without it a click would be kept from who waits for one. */
function noDragging(): Cut[] {
  return [
    [/\bselect\.show\b/g, 'false'],
    [/onMouse\(mousedown, {2}over, mouseDown\);/, ''],
    [/onMouse\(dblclick, over, dblClick\);/, ''],
    [/\bdragging\b(?! =)/g, 'false'],
    [/on\("click", wrap[\s\S]*?\}, true\);/, ''],
    [/mousedown: {3}filtBtn0,[\s\S]*?dblclick: {4}filtBtn0,/, ''],
    [/drag: \{\s*setScale: true,[\s\S]*?_y: false,\s*\},/, 'drag: {},'],
  ];
}

/** Charts that move together do so by their elements. */
function noSync(): Cut[] {
  return [
    [/const events = \{\};[\s\S]*?(?=if \(showCursor\) \{\s*onMouse)/, ''],
    [/const seriesIdxMatcher = [\s\S]*?self\.pub = pub;/, ''],
    [/sync\.unsub\(self\);/, ''],
    [/if \(src == null\) \{(?=\s*if \(_pub\))/, 'if (false) {'],
    [/if \(e != null\) \{(?=\s*_l = e\.clientX)/, 'if (true) {'],
    [/if \(snap && \(src == null .*/, 'if (snap) {'],
    [
      /if \(e != null\)\s*updateCursor\(null, true, true\);\s*else\s*updateCursor\(src, true, false\);/,
      'updateCursor(null, true);',
    ],
  ];
}

/** Areas reach to the base line, never to another series. */
function noBands(): Cut[] {
  return [
    [/flags != 0 && bands\.forEach/, 'false && bands.forEach'],
    [/bands\.forEach\(b => \{[\s\S]*?\}\);/, ''],
    [/function setBand[\s\S]*?self\.delBand = delBand;/, ''],
    [/if \(bandClip\) \{[\s\S]*?\n\t\t\}\n\t\telse \{/, '{'],
    [/ \|\| bandClip\)/g, ')'],
    [/s\.fillTo = .*/, ''],
  ];
}

/** A value that stands alone is drawn by the path builder. */
function noPointsOfSeries(): Cut[] {
  return [
    [/\{\s*let _gaps = [\s\S]*?drawPath\(i, true\);\s*\}\s*\}/, ''],
    [/show: seriesPointsShow,/, ''],
    [/\t\t\tpoints\.(?:show|filter|paths)\s+= .*/g, ''],
  ];
}

/** Axes have labels at a grid: no titles, ticks or borders. */
function plainAxes(): Cut[] {
  return [
    [/\/\/ axis label\s*if \(axis\.label != null\) \{[\s\S]*?ctx\.restore\(\);\s*\}/, ''],
    [/if \(axis\.label != null\)\s*axis\._lpos = .*/, ''],
    [/let labelSize = .*/, 'const labelSize = 0;'],
    [/if \(ticks\.show\) \{[\s\S]*?\);\n\t\t\t\}/, ''],
    [/ticks\.show \? ticks\.size : 0/, '0'],
    [/if \(border\.show\) \{[\s\S]*?\);\n\t\t\t\}/, ''],
    [/axis\.(?:ticks|border)\.stroke\s*= .*/g, ''],
    [/axis\.labelFont = .*/, ''],
    [/\[axis\.font, axis\.labelFont\]/, '[axis.font]'],
    [/const font {6}= .*/, 'const font = "12px sans-serif";'],
  ];
}

/** A plot lives on new data; other series make another plot. */
function madeOnce(): Cut[] {
  return [
    [/\tfunction addSeries\([\s\S]*?self\.addSeries = addSeries;/, ''],
    [/\tfunction delSeries\([\s\S]*?self\.delSeries = delSeries;/, ''],
  ];
}
