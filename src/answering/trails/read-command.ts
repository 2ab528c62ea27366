// What was typed after `/whodid trails` → what is wanted. A change needs a name and a reason.

export type TrailsWish =
  | { readonly kind: 'show' }
  | { readonly kind: 'accept'; readonly name: string | null }
  | { readonly kind: 'baseline' }
  | { readonly kind: 'change'; readonly action: string; readonly name: string; readonly reason: string }
  /** `problem`: one sentence of ours; null: help was asked for. */
  | { readonly kind: 'help'; readonly problem: string | null };

const ACTIONS: Readonly<Record<string, string>> = {
  enable: 'start-logging',
  start: 'start-logging',
  restore: 'restore',
  recreate: 'recreate-trail',
  setup: 'set-up-trail',
  'set up': 'set-up-trail',
};

/** Names: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html , or an ARN. */
const CHANGE = /^(enable|start|restore|recreate|setup|set up)\b\s*(?:"([^"]+)"|(\S+))?\s*([\s\S]*)$/i;
const REASON = /^(?:because|since|for|:|-|–)?\s*([\s\S]*)$/i;
const REASON_MAX = 500;

export function readTrailsCommand(rest: string): TrailsWish {
  const text = rest.trim();
  if (/^(?:|csv|all|in all)$/i.test(text)) return { kind: 'show' };
  if (/^(?:help|\?)$/i.test(text)) return { kind: 'help', problem: null };
  if (/^baselines?$/i.test(text)) return { kind: 'baseline' };
  const accept = /^accept(?:\s+"?([^"]*?)"?)?$/i.exec(text);
  if (accept !== null)
    return { kind: 'accept', name: accept[1] === undefined || /^(?:all)?$/i.test(accept[1]) ? null : accept[1] };
  const [, word, quoted, bare, tail = ''] = CHANGE.exec(text) ?? [];
  if (word === undefined) return { kind: 'help', problem: 'I do not know that.' };
  const name = quoted ?? bare;
  if (name === undefined || /^because$/i.test(name))
    return { kind: 'help', problem: 'Which trail? Its name is missing.' };
  const reason = (REASON.exec(tail.trim())?.[1] ?? '').trim().slice(0, REASON_MAX);
  if (reason === '') return { kind: 'help', problem: 'Why? Whoever approves it needs a reason: end with `because …`.' };
  return { kind: 'change', action: ACTIONS[word.toLowerCase()] ?? 'restore', name, reason };
}
