// data_visualization blocks → drawings: bars, lines and areas side by side as Slack groups them, pies as a list. Every
// figure is in a table beside the drawing, for those who do not see it and those who want it exact.
// https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
import { el, svgEl } from './dom.js';

const WIDTH = 640;
const HEIGHT = 220;
const LEFT = 38;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 26;
const LABELS_MAX = 7;
const GRID_LINES = 4;

export function showChart(block) {
  const chart = block.chart ?? {};
  const series = chart.type === 'pie' ? [{ name: block.title, data: chart.segments ?? [] }] : (chart.series ?? []);
  const labels = (series[0]?.data ?? []).map((point) => String(point.label));
  const axis = chart.axis_config ?? {};
  return el(
    'figure',
    { class: 'block chart' },
    el('figcaption', {}, block.title ?? '', axis.x_label ? el('small', {}, ` ${axis.x_label}`) : null),
    draw(series, labels),
    legend(series),
    figures(series, labels),
  );
}

function draw(series, labels) {
  const most = Math.max(1, ...series.flatMap(({ data }) => data.map((point) => Number(point.value) || 0)));
  const top = niceTop(most);
  const svg = svgEl('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'chart-drawing', 'aria-hidden': 'true' });
  for (let line = 0; line <= GRID_LINES; line += 1) {
    const y = HEIGHT - BOTTOM - (line / GRID_LINES) * (HEIGHT - TOP - BOTTOM);
    svg.append(
      svgEl('line', { x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y, class: 'chart-grid' }),
      svgEl('text', { x: LEFT - 6, y: y + 4, class: 'chart-tick end' }, String((top / GRID_LINES) * line)),
    );
  }
  const slot = (WIDTH - LEFT - RIGHT) / Math.max(1, labels.length);
  const width = (slot * 0.8) / Math.max(1, series.length);
  labels.forEach((label, at) => {
    const every = Math.ceil(labels.length / LABELS_MAX);
    if (at % every === 0) {
      const x = LEFT + slot * (at + 0.5);
      svg.append(svgEl('text', { x, y: HEIGHT - 8, class: 'chart-tick middle' }, label));
    }
    series.forEach(({ data }, index) => {
      const value = Number(data[at]?.value) || 0;
      const height = (value / top) * (HEIGHT - TOP - BOTTOM);
      const x = LEFT + slot * at + slot * 0.1 + width * index;
      if (height > 0) {
        const y = HEIGHT - BOTTOM - height;
        svg.append(svgEl('rect', { x, y, width: width * 0.92, height, rx: 2, class: `series-${index % 6}` }));
      }
    });
  });
  return svg;
}

function legend(series) {
  return el(
    'ul',
    { class: 'chart-legend', 'aria-hidden': 'true' },
    series.map(({ name }, index) => el('li', {}, el('span', { class: `swatch swatch-${index % 6}` }), name)),
  );
}

/** Read out instead of the drawing; not to be seen. */
function figures(series, labels) {
  return el(
    'table',
    { class: 'visually-hidden' },
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, 'When'),
        series.map(({ name }) => el('th', { scope: 'col' }, name)),
      ),
    ),
    el(
      'tbody',
      {},
      labels.map((label, at) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, label),
          series.map(({ data }) => el('td', {}, String(data[at]?.value ?? 0))),
        ),
      ),
    ),
  );
}

function niceTop(most) {
  for (let power = 1; ; power *= 10) {
    for (const step of [1, 2, 5]) if (step * power * GRID_LINES >= most) return step * power * GRID_LINES;
  }
}
