// The first rows of a CSV file, for the preview under its name.

/** A preview: some rows, and how many more there are. */
export type CsvPreview = { readonly rows: readonly (readonly string[])[]; readonly moreRows: number };

const PREVIEW_ROWS = 6;
const PREVIEW_COLUMNS = 8;
const PREVIEW_CELL = 120;

/** Reads RFC 4180 text: quoted cells may hold commas, quotes and line breaks. */
export function previewCsv(text: string): CsvPreview {
  const rows = parseCsv(text.replace(/^\uFEFF/, ''));
  return {
    rows: rows
      .slice(0, PREVIEW_ROWS)
      .map((row) => row.slice(0, PREVIEW_COLUMNS).map((cell) => cell.slice(0, PREVIEW_CELL))),
    moreRows: Math.max(0, rows.length - PREVIEW_ROWS),
  };
}

/** All rows of a CSV text. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\n|\r|$)/gy;
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found) break; // not CSV from here on: show what was read
    row.push(found[1] === undefined ? (found[2] ?? '') : found[1].replaceAll('""', '"'));
    if (found[3] === ',' && cell.lastIndex < text.length) continue;
    if (found[3] === ',') row.push('');
    rows.push(row);
    row = [];
  }
  return rows;
}
