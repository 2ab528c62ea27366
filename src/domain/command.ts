// A slash subcommand and the door it speaks through: what a command is given and what it gives back.
import type { Asking } from './asking.ts';
import type { Person } from './rights.ts';

/** What the door did with an asking. `already`: this delivery was recorded before, and nothing was done twice. */
export type Admission =
  | { readonly kind: 'recorded' }
  | { readonly kind: 'already' }
  /** Recorded, and ended as refused. */
  | { readonly kind: 'refused'; readonly text: string }
  /** Not recorded, or not known to be. */
  | { readonly kind: 'failed'; readonly text: string };

export interface Door {
  /** Checks rights with what is known, records, and wakes the worker. Never rejects, and never asks the network. */
  admit(asking: Asking, person: Person): Promise<Admission>;
  /** Tells whoever works on it to stop. What to tell the person; never rejects. */
  stop(askingId: string, userId: string): Promise<string>;
}

export interface CommandRequest {
  /** What would be recorded; `text` is all that was typed after `/whodid`. */
  readonly asking: Asking;
  readonly person: Person;
  readonly commands: readonly Command[];
}

export interface Command {
  /** The word typed after `/whodid`. */
  readonly name: string;
  /** How to type it. */
  readonly usage: string;
  /** One line for help. */
  readonly summary: string;
  run(request: CommandRequest, door: Door): Promise<CommandReply>;
}

export interface CommandReply {
  /** What only the asker sees at once; empty: nothing. */
  readonly text: string;
  /** An answer will follow. */
  readonly recorded: boolean;
}
