// The blocks of 2026, which reach workspaces one by one: charts and containers.
// https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block, …/container-block
import { type Dict, isDict } from '../json.ts';
import { CHART, CONTAINER } from '../limits.ts';
import { checkTextObject } from './check-composition.ts';
import { asObject, checkKeys, checkList, checkText, type Report } from './report.ts';

/** A data_visualization block: a title over one pie, bar, area or line chart. */
export function checkChart(block: Dict, at: string, report: Report): void {
  checkKeys(block, ['type', 'block_id', 'title', 'chart'], at, report);
  checkText(block, 'title', CHART.title, at, report, 'required');
  const chart = asObject(block.chart, `${at}/chart`, report);
  if (!chart) return;
  if (chart.type === 'pie') checkPie(chart, `${at}/chart`, report);
  else if (['bar', 'area', 'line'].includes(String(chart.type))) checkSeries(chart, `${at}/chart`, report);
  else report(`${at}/chart/type`, `unsupported type: ${String(chart.type)}`);
}

function checkPie(chart: Dict, at: string, report: Report): void {
  checkKeys(chart, ['type', 'segments'], at, report);
  checkList(chart, 'segments', CHART.series, at, report).forEach((segment, index) => {
    checkPoint(segment, `${at}/segments/${index}`, report);
    if (isDict(segment) && !(Number(segment.value) > 0)) report(`${at}/segments/${index}/value`, 'must be positive');
  });
}

function checkSeries(chart: Dict, at: string, report: Report): void {
  checkKeys(chart, ['type', 'series', 'axis_config'], at, report);
  const categories = checkAxis(chart.axis_config, `${at}/axis_config`, report);
  const names: string[] = [];
  checkList(chart, 'series', CHART.series, at, report).forEach((value, index) => {
    const here = `${at}/series/${index}`;
    const series = asObject(value, here, report);
    if (!series) return;
    checkKeys(series, ['name', 'data'], here, report);
    checkText(series, 'name', CHART.name, here, report, 'required');
    names.push(String(series.name));
    const labels = checkList(series, 'data', CHART.points, here, report).map((point, at) =>
      checkPoint(point, `${here}/data/${at}`, report),
    );
    const same = labels.length === categories.length && categories.every((category) => labels.includes(category));
    if (!same) report(`${here}/data`, 'labels must match axis_config.categories');
  });
  if (new Set(names).size !== names.length) report(`${at}/series`, 'names must be unique');
}

function checkAxis(value: unknown, at: string, report: Report): readonly string[] {
  const axis = asObject(value, at, report);
  if (!axis) return [];
  checkKeys(axis, ['categories', 'x_label', 'y_label'], at, report);
  checkText(axis, 'x_label', CHART.axisLabel, at, report);
  checkText(axis, 'y_label', CHART.axisLabel, at, report);
  const categories = checkList(axis, 'categories', CHART.points, at, report).map(String);
  for (const [index, category] of categories.entries()) {
    if (category.length === 0 || category.length > CHART.name) report(`${at}/categories/${index}`, 'too long or empty');
  }
  if (new Set(categories).size !== categories.length) report(`${at}/categories`, 'must be unique');
  return categories;
}

/** @returns the point's label */
function checkPoint(value: unknown, at: string, report: Report): string {
  const point = asObject(value, at, report);
  if (!point) return '';
  checkKeys(point, ['label', 'value'], at, report);
  checkText(point, 'label', CHART.name, at, report, 'required');
  if (typeof point.value !== 'number' || !Number.isFinite(point.value)) report(`${at}/value`, 'must be a number');
  return String(point.label);
}

/** A container block; `checkChild` checks each block in it. */
export function checkContainer(
  block: Dict,
  at: string,
  report: Report,
  checkChild: (child: unknown, at: string) => void,
): void {
  const known = ['title', 'rich_text_title', 'subtitle', 'child_blocks', 'width', 'icon'];
  checkKeys(
    block,
    ['type', 'block_id', ...known, 'is_collapsible', 'default_collapsed', 'has_header_divider'],
    at,
    report,
  );
  if (block.rich_text_title === undefined) {
    checkTextObject(block.title, 'plain_text', CONTAINER.title, `${at}/title`, report);
  }
  if (block.subtitle !== undefined) {
    checkTextObject(block.subtitle, 'any', CONTAINER.title, `${at}/subtitle`, report);
  }
  if (block.default_collapsed === true && block.is_collapsible !== true) {
    report(`${at}/default_collapsed`, 'requires is_collapsible');
  }
  checkList(block, 'child_blocks', CONTAINER.children, at, report).forEach((child, index) => {
    const here = `${at}/child_blocks/${index}`;
    const type = isDict(child) ? String(child.type) : '';
    if (CONTAINER.types.includes(type)) checkChild(child, here);
    else report(`${here}/type`, `unsupported type: ${type}`);
  });
}
