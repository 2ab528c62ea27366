// What was typed after `/whodid trails` → what is wanted. A change needs a name and a reason.
import type { Remedy } from '../../trails/aspects.ts';

export type TrailsWish =
  | { readonly kind: 'show' }
  | { readonly kind: 'accept'; readonly name: string | null }
  | { readonly kind: 'baseline' }
  /** `remedy` null: whatever of it is not as its baseline says. */
  | { readonly kind: 'change'; readonly remedy: Remedy | null; readonly name: string; readonly reason: string }
  | {
      readonly kind: 'set-up';
      readonly name: string;
      readonly account: string;
      readonly homeRegion: string;
      readonly bucket: string;
      readonly reason: string;
    }
  /** `problem`: one sentence of ours; null: help was asked for. */
  | { readonly kind: 'help'; readonly problem: string | null };

const NAME = '(?:"([^"]+)"|(\\S+))';
const CHANGE = new RegExp(`^(enable|start|restore|recreate)\\b\\s*${NAME}?\\s*([\\s\\S]*)$`, 'i');
const SET_UP = new RegExp(
  `^set ?up\\s+${NAME}\\s+(?:in\\s+)?(\\d{12})[\\s/,]+([a-z0-9-]+)\\s+(?:bucket|to|into)\\s+(\\S+)\\s*([\\s\\S]*)$`,
  'i',
);
const PART = /^(selectors|insights|validation|bucket|key|regions|multi-region)\b\s*/i;
/** `restore selectors of NAME …`, as one would say it. What is called like a part can be named in quotes. */
const NAMED_LATER = new RegExp(
  `^(selectors|insights|validation|bucket|key|regions|multi-region)\\s+(?:(?:of|on|for)\\s+)?(?!(?:because|since|as)\\b)${NAME}\\s*([\\s\\S]*)$`,
  'i',
);
const BECAUSE = /^(?:because|since|for|as)\b\s*/i;
const REASON_MAX = 500;

const RESTORED: Readonly<Record<string, Remedy>> = {
  selectors: 'restore-selectors',
  insights: 'restore-insights',
  validation: 'restore-validation',
  bucket: 'restore-bucket',
  key: 'restore-kms-key',
  regions: 'restore-multi-region',
  'multi-region': 'restore-multi-region',
};

const NO_REASON = 'Why? Whoever approves it needs a reason: end with `because …`.';

export function readTrailsCommand(rest: string): TrailsWish {
  const text = rest.trim();
  if (/^(?:|csv|all|in all)$/i.test(text)) return { kind: 'show' };
  if (/^(?:help|\?)$/i.test(text)) return help(null);
  if (/^baselines?$/i.test(text)) return { kind: 'baseline' };
  const accept = /^accept(?:\s+"?([^"]*?)"?)?$/i.exec(text);
  if (accept !== null)
    return { kind: 'accept', name: accept[1] === undefined || /^(?:all)?$/i.test(accept[1]) ? null : accept[1] };
  if (/^set ?up\b/i.test(text)) return readSetUp(text);
  const [, word, quoted, bare, tail = ''] = CHANGE.exec(text) ?? [];
  if (word === undefined) return help('I do not know that.');
  const name = quoted ?? bare;
  if (name === undefined || BECAUSE.test(name)) return help('Which trail? Its name is missing.');
  const restores = /^restore$/i.test(word);
  const early = restores && quoted === undefined ? NAMED_LATER.exec(`${name} ${tail.trim()}`) : null;
  if (early !== null) {
    const [, part, inQuotes, plain, rest = ''] = early;
    return changeOf(word, part, inQuotes ?? plain ?? '', rest);
  }
  const part = restores ? PART.exec(tail.trim()) : null;
  return changeOf(word, part?.[1], name, tail.trim().slice(part?.[0].length ?? 0));
}

function changeOf(word: string, part: string | undefined, name: string, tail: string): TrailsWish {
  const reason = reasonOf(tail.trim());
  return reason === '' ? help(NO_REASON) : { kind: 'change', remedy: remedyOf(word, part), name, reason };
}

function remedyOf(word: string, part: string | undefined): Remedy | null {
  if (/^recreate$/i.test(word)) return 'recreate-trail';
  if (!/^restore$/i.test(word)) return 'start-logging';
  return part === undefined ? null : (RESTORED[part.toLowerCase()] ?? null);
}

function readSetUp(text: string): TrailsWish {
  const [, quoted, bare, account, homeRegion, bucket, tail = ''] = SET_UP.exec(text) ?? [];
  const name = quoted ?? bare;
  if (name === undefined || account === undefined || homeRegion === undefined || bucket === undefined) {
    return help('Type `/whodid trails setup NAME in 111122223333 eu-west-1 bucket BUCKET because …`.');
  }
  const reason = reasonOf(tail.trim());
  if (reason === '') return help(NO_REASON);
  return { kind: 'set-up', name, account, homeRegion: homeRegion.toLowerCase(), bucket, reason };
}

function reasonOf(text: string): string {
  return text.replace(BECAUSE, '').trim().slice(0, REASON_MAX);
}

function help(problem: string | null): TrailsWish {
  return { kind: 'help', problem };
}
