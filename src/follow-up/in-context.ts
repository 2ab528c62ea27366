// What was said in a thread, beside the question answered there → a question of its own, one joined to it, or unclear.
import { asksByItself, leansBack } from './bare-reply.ts';
import { followUp, mayHaveMeant } from './follow-up.ts';
import { questionIn, type Read } from './reading.ts';

export interface Answered {
  /** The whole question, as it was read. */
  readonly text: string;
  /** The callers its answer named. */
  readonly callers: readonly string[];
}

export type InContext =
  | { readonly kind: 'own' }
  | { readonly kind: 'joined'; readonly text: string }
  | { readonly kind: 'unclear'; readonly instead: readonly string[] };

/** `before`: the last question answered in the thread. Joined only where the result reads as a whole question. */
export function inContext(before: Answered, said: string, read: Read): InContext {
  const alone = questionIn(said, read);
  const names = alone !== null && (alone.verb !== null || alone.resources.length + alone.actors.length > 0);
  const whole = alone !== null && (names || asksByItself(said));
  if (whole && !leansBack(said)) return { kind: 'own' };
  const text = followUp(before.text, said, read, before.callers);
  if (text !== null) return { kind: 'joined', text };
  const own = whole && asksByItself(said);
  return own ? { kind: 'own' } : { kind: 'unclear', instead: mayHaveMeant(before.text, said, read) };
}
