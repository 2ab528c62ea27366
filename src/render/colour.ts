// A line and a colour's name → the line in SGR sequences (ECMA-48). The only control sequences we write to a terminal.

export type Colour = 'plain' | 'bold' | 'dim' | 'red' | 'green' | 'yellow';

const CODES: Readonly<Record<Exclude<Colour, 'plain'>, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 };

/** `line` in `colour`, closed by a reset. The eight basic colours show on light and dark grounds alike. */
export function paint(line: string, colour: Colour): string {
  if (colour === 'plain' || line === '') return line;
  return `\u001B[${CODES[colour]}m${line}\u001B[0m`;
}
