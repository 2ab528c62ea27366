// A timeline → Slack's own chart block, which Slack draws in its light or dark and reads out.
// Limits: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block (title and axis labels 50, names and
// labels 20, 6 series, 20 points, labels exactly the categories).
import { cutText } from '../answer/words/cut-text.ts';
import type { Timeline } from './timeline.ts';

interface ChartPoint {
  readonly label: string;
  readonly value: number;
}

export interface ChartBlock {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: {
    readonly type: 'bar';
    readonly series: readonly { readonly name: string; readonly data: readonly ChartPoint[] }[];
    readonly axis_config: {
      readonly categories: readonly string[];
      readonly x_label: string;
      readonly y_label: string;
    };
  };
}

const TITLE_MAX = 50;

export function chartBlock(timeline: Timeline): ChartBlock {
  return {
    type: 'data_visualization',
    title: cutText(timeline.title, TITLE_MAX),
    chart: {
      type: 'bar',
      series: timeline.series.map(({ name, counts }) => ({
        name,
        data: timeline.labels.map((label, index) => ({ label, value: counts[index] ?? 0 })),
      })),
      axis_config: { categories: timeline.labels, x_label: cutText(timeline.zone, TITLE_MAX), y_label: 'Calls' },
    },
  };
}
