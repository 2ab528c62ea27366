// Rows of texts → lines of equal columns for a monospaced screen: the terminal, and Slack without its table block.
// Texts must be escaped before: what goes in is printed as it is, but for being cut to its column.
import { columnsOf, cutToColumns, padToColumns } from './escape-terminal.ts';

const GUTTER = '  ';
/** No column is squeezed below this many columns of the screen. */
const COLUMN_MIN = 6;

export interface TextTable {
  /** The heading first. */
  readonly lines: readonly string[];
  /** True when a text was cut to fit. */
  readonly cut: boolean;
}

/** The first column holds times, which are worth nothing cut. */
const FIRST_COLUMN_MIN = 19;

/** A table at most `width` columns wide where that is possible; the widest columns give way first. */
export function layTextTable(rows: readonly (readonly string[])[], width: number): TextTable {
  const natural = naturalWidths(rows);
  const widths = narrow(natural, width - GUTTER.length * Math.max(0, natural.length - 1));
  const cut = widths.some((each, index) => each < (natural[index] ?? 0));
  return { lines: rows.map((row) => lay(row, widths)), cut };
}

function lay(row: readonly string[], widths: readonly number[]): string {
  const cells = row.map((cell, index) => {
    const columns = widths[index] ?? COLUMN_MIN;
    return padToColumns(cutToColumns(cell, columns), columns);
  });
  return cells.join(GUTTER).trimEnd();
}

function naturalWidths(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 1, columnsOf(cell));
  }
  return widths;
}

/** Takes from the column furthest above its minimum until the sum fits, or every column is at its minimum. */
function narrow(natural: readonly number[], room: number): readonly number[] {
  const widths = [...natural];
  const total = widths.reduce((sum, each) => sum + each, 0);
  // Its heading is longer than its times, and the zone it names stands below the table too.
  if (total > room && widths[0] !== undefined) widths[0] = Math.min(widths[0], FIRST_COLUMN_MIN);
  let excess = widths.reduce((sum, each) => sum + each, 0) - room;
  while (excess > 0) {
    const spare = widths.map((each, index) => each - (index === 0 ? FIRST_COLUMN_MIN : COLUMN_MIN));
    const most = Math.max(...spare);
    if (most <= 0) break;
    const index = spare.indexOf(most);
    const second = Math.max(0, ...spare.filter((_, at) => at !== index));
    const take = Math.min(excess, Math.max(1, most - second));
    widths[index] = (widths[index] ?? 0) - take;
    excess -= take;
  }
  return widths;
}
