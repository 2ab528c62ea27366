// table and data_table blocks. Cell characters are counted over the whole message, so the count is returned.
// https://docs.slack.dev/reference/block-kit/blocks/table-block, …/data-table-block
import { type Dict, isDict } from '../json.ts';
import { TABLE } from '../limits.ts';
import { checkRichText, richTextLength } from './check-rich-text.ts';
import { asObject, checkKeys, checkList, checkText, type Report } from './report.ts';

/** Checks one table; returns the characters in its cells. */
export function checkTable(block: Dict, at: string, report: Report): number {
  if (block.type === 'data_table') checkDataTable(block, at, report);
  else checkColumns(block, at, report);
  const most = block.type === 'data_table' ? TABLE.dataTableRows : TABLE.rows;
  let characters = 0;
  checkList(block, 'rows', most, at, report).forEach((row, index) => {
    characters += checkRow(row, `${at}/rows/${index}`, report);
  });
  return characters;
}

function checkColumns(block: Dict, at: string, report: Report): void {
  checkKeys(block, ['type', 'block_id', 'rows', 'column_settings'], at, report);
  if (block.column_settings === undefined) return;
  checkList(block, 'column_settings', TABLE.columnSettings, at, report).forEach((entry, index) => {
    const settings = entry === null ? undefined : asObject(entry, `${at}/column_settings/${index}`, report);
    if (settings) checkKeys(settings, ['align', 'is_wrapped'], `${at}/column_settings/${index}`, report);
  });
}

function checkDataTable(block: Dict, at: string, report: Report): void {
  checkKeys(block, ['type', 'block_id', 'rows', 'caption', 'page_size', 'row_header_column_index'], at, report);
  checkText(block, 'caption', 1000, at, report, 'required');
  const size = block.page_size;
  if (size !== undefined && (typeof size !== 'number' || size < 1 || size > 100)) {
    report(`${at}/page_size`, 'must be between 1 and 100');
  }
  const widths = new Set(
    (Array.isArray(block.rows) ? block.rows : []).map((row) => (Array.isArray(row) ? row.length : 0)),
  );
  if (widths.size > 1) report(`${at}/rows`, 'all rows must have the same number of cells');
  if (Array.isArray(block.rows) && block.rows.length < 2) report(`${at}/rows`, 'no less than 2 items allowed');
}

function checkRow(row: unknown, at: string, report: Report): number {
  if (!Array.isArray(row)) {
    report(at, 'must be an array');
    return 0;
  }
  if (row.length === 0) report(at, 'no less than 1 items allowed');
  if (row.length > TABLE.cells) report(at, `no more than ${TABLE.cells} items allowed`);
  return row.reduce((sum: number, cell, index) => sum + checkCell(cell, `${at}/${index}`, report), 0);
}

function checkCell(value: unknown, at: string, report: Report): number {
  if (!isDict(value)) {
    report(at, 'must be an object');
    return 0;
  }
  switch (value.type) {
    case 'raw_text':
      checkText(value, 'text', TABLE.totalCharacters, at, report, 'required');
      return typeof value.text === 'string' ? value.text.length : 0;
    case 'raw_number':
      if (typeof value.value !== 'number') report(`${at}/value`, 'must be a number');
      checkText(value, 'text', TABLE.totalCharacters, at, report, 'required');
      return typeof value.text === 'string' ? value.text.length : 0;
    case 'rich_text':
      checkRichText(value, at, report);
      return richTextLength(value.elements);
    default:
      report(at, `unsupported type: ${String(value.type)}`);
      return 0;
  }
}
