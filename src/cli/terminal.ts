// The process's own streams: what may be written where, how wide, and whether in colour.

export const write = {
  /** Answers only. */
  out: (text: string): void => void process.stdout.write(text),
  /** Everything else: progress, warnings, faults. */
  err: (text: string): void => void process.stderr.write(text),
};

const WIDTH_DEFAULT = 100;
const WIDTH_MAX = 200;

/** Columns to lay answers out for, and whether colours are welcome (a terminal, and no NO_COLOR). */
export function terminalShape(): { readonly width: number; readonly colour: boolean } {
  const colour = process.stdout.isTTY === true && process.stdout.hasColors();
  return { width: Math.min(process.stdout.columns ?? WIDTH_DEFAULT, WIDTH_MAX), colour };
}
