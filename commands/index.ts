// The list of slash subcommands, and which one a text calls. A test compares the list with the folder.
import type { Command } from '../src/domain/command.ts';
import { approvals } from './approvals.ts';
import { ask } from './ask.ts';
import { digest } from './digest.ts';
import { explain } from './explain.ts';
import { exposed } from './exposed.ts';
import { help } from './help.ts';
import { trails } from './trails.ts';
import { watch } from './watch.ts';

export const commands: readonly Command[] = [ask, explain, digest, watch, trails, exposed, approvals, help];

/** The command that `text` (what was typed after `/whodid`) calls; whatever is no command is a question. */
export function commandFor(text: string): Command {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === '' || trimmed === '?' || trimmed === '--help') return help;
  const word = trimmed.split(/\s+/, 1)[0];
  const named = commands.find((command) => command.name === word);
  // "help me find who …" is a question.
  return named === undefined || (named === help && trimmed !== help.name) ? ask : named;
}
