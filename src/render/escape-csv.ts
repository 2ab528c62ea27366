// Any value → the text of one CSV field that no spreadsheet takes for a formula, and that stays on its line.
// `csv-stringify` quotes; its `escape_formulas` misses leading blanks and line feeds before the sign, so the apostrophe is
// set here. Signs: https://owasp.org/www-community/attacks/CSV_Injection (ASCII and full-width), DDE needs one of them too.

import { cutText } from '../answer/words/cut-text.ts';
import { visibleText } from './visible-text.ts';

/** Excel holds no more in one cell: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 */
const CSV_CELL_MAX = 32_767;

/** Blanks and quotes before the sign do not stop a spreadsheet; `|` and `%` start formulas in some. */
const FORMULA_START = /^[\s"']*[=+\-@|%＝＋－＠]/u;
/** Where the list separator is a semicolon (most of Europe), our comma file is cut at them, quoted or not. */
const FORMULA_AFTER_SEMICOLON = /;(?=[\s"]*[=+\-@＝＋－＠])/gu;

/** One field, unquoted: line breaks and controls shown as pictures, an apostrophe before what would be a formula. */
export function escapeCsv(value: string): string {
  const shown = visibleText(value).replace(FORMULA_AFTER_SEMICOLON, ";'");
  const inert = FORMULA_START.test(shown) ? `'${shown}` : shown;
  return cutText(inert, CSV_CELL_MAX);
}
