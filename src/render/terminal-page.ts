// A terminal → the one way to write to it: escaped, wrapped to its width, then coloured, in that order, so that the only
// control sequences are ours.
import { type Colour, paint } from './colour.ts';
import { escapeTerminal, wrapToColumns } from './escape-terminal.ts';

export interface TerminalOptions {
  /** Columns of the terminal; below 40 it is taken as 40. */
  readonly width: number;
  /** False writes no control sequence at all. */
  readonly colour: boolean;
}

export interface Page {
  readonly width: number;
  /** `text` escaped, in lines no wider than the page; `indent` before all but the first. */
  readonly write: (text: string, colour: Colour, indent?: string) => readonly string[];
  /** A line that is escaped and fits already. */
  readonly colour: (line: string, colour: Colour) => string;
}

const WIDTH_MIN = 40;

export function pageFor(options: TerminalOptions): Page {
  const width = Math.max(WIDTH_MIN, options.width);
  const colour = (line: string, name: Colour): string => (options.colour ? paint(line, name) : line);
  const write = (text: string, name: Colour, indent = ''): readonly string[] =>
    wrapToColumns(escapeTerminal(text), width, indent).map((line) => colour(line.trimEnd(), name));
  return { width, write, colour };
}
