// What is typed after `/whodid watch` → what to do: a question to watch, in quotes or not, and for how long; a list; an end.
import { cutText } from '../answer/words/cut-text.ts';

export type WatchCommand =
  | { readonly kind: 'list' }
  | { readonly kind: 'help' }
  /** `days` null: as long as the settings say. */
  | { readonly kind: 'add'; readonly question: string; readonly days: number | null }
  | { readonly kind: 'remove'; readonly which: string }
  /** Quotes what was typed between “ and ”: escape that. */
  | { readonly kind: 'problem'; readonly problem: string };

/** A watch nobody remembers is worse than none. */
const DAYS_MAX = 365;
const FOR = /\s+for\s+(\d{1,6}|an?|one)\s*(days?|weeks?|months?|d|w)\s*$/i;
const UNIT_DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30 };
const EXAMPLE = '`/whodid watch "who stopped trail sample-trail" for 30 days`';

export function readWatchCommand(rest: string): WatchCommand {
  const text = rest.trim();
  if (text === '' || /^list$/i.test(text)) return { kind: 'list' };
  if (/^help$/i.test(text)) return { kind: 'help' };
  const removed = /^(?:remove|delete|end|stop)\s+#?([0-9a-z]{1,8})$/i.exec(text)?.[1];
  if (removed !== undefined) return { kind: 'remove', which: removed.toLowerCase() };
  if (/^(?:remove|delete|end)$/i.test(text)) {
    return {
      kind: 'problem',
      problem: 'I was not told which: `/whodid watch` lists them, then `/whodid watch remove 1`.',
    };
  }
  const [clause = '', number, unit] = FOR.exec(text) ?? [];
  const days = number === undefined ? null : daysOf(number, unit ?? 'd');
  if (days !== null && (days < 1 || days > DAYS_MAX)) {
    return { kind: 'problem', problem: `A watch may last from 1 to ${DAYS_MAX} days: write ${EXAMPLE}.` };
  }
  const question = unquoted(text.slice(0, text.length - clause.length).replace(/^add\s+/i, ''));
  if (question === '') return { kind: 'problem', problem: `“${cutText(text, 60)}” has no question: write ${EXAMPLE}.` };
  return { kind: 'add', question, days };
}

function daysOf(number: string, unit: string): number {
  return (/^\d/.test(number) ? Number(number) : 1) * (UNIT_DAYS[unit.charAt(0).toLowerCase()] ?? 1);
}

/** Only quotes around all of it: those inside belong to names. */
function unquoted(text: string): string {
  const inner = /^\s*"([^"]*)"\s*$/.exec(text)?.[1];
  return (inner ?? text).trim();
}
