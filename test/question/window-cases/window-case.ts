// Expected windows, written by hand from the definitions before any recogniser existed. A row is
// `phrase | start | end`, local wall time with its UTC offset where that differs from the table's; `open`, `now`.
export interface WindowTable {
  readonly zone: string;
  readonly locale: string;
  /** The moment of asking, RFC 3339 with offset. */
  readonly now: string;
  /** The offset of wall times that carry none. */
  readonly offset: string;
  readonly rows: string;
}

export interface WindowCase {
  readonly phrase: string;
  readonly from: string | null;
  readonly to: string;
}

const seconds = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

function instant(cell: string, table: WindowTable): string {
  if (cell === 'now') return seconds(Date.parse(table.now));
  const match = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d(?::\d\d)?))?(?: ?([+-]\d\d(?::\d\d)?|Z))?$/.exec(cell);
  if (match === null) throw new Error(`not a cell: ${cell}`);
  const offset = match[3] ?? table.offset;
  const whole = /^[+-]\d\d$/.test(offset) ? `${offset}:00` : offset;
  const ms = Date.parse(`${match[1]}T${match[2] ?? '00:00'}${whole}`);
  if (Number.isNaN(ms)) throw new Error(`not a time: ${cell}`);
  return seconds(ms);
}

/** The rows of a table with both ends as UTC instants. */
export function casesOf(table: WindowTable): readonly WindowCase[] {
  return table.rows
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [phrase, from, to] = line.split('|').map((cell) => cell.trim());
      if (phrase === undefined || from === undefined || to === undefined) throw new Error(`not a row: ${line}`);
      return { phrase, from: from === 'open' ? null : instant(from, table), to: instant(to, table) };
    });
}
