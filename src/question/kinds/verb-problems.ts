// What is wrong with a question's verb: no call for the thing, a noun that goes with none of the calls, a verb too many.
import { NOUNS } from '../../catalog/nouns.ts';
import type { Problem } from '../../domain/question.ts';
import type { ActedOn } from '../actions/acted-on.ts';
import type { Choice } from '../actions/choice.ts';
import { chooseActions } from '../actions/choose-actions.ts';
import type { Meaning } from '../grammar/meaning.ts';
import { inflectedLike, replaced, without } from '../rewording.ts';
import type { Lexicon } from '../text/items.ts';
import type { VerbFamily } from '../verbs/family.ts';

export interface Asked {
  readonly text: string;
  readonly words: Lexicon;
}

/** Each problem once. */
export function distinct(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ text }, at) => problems.findIndex((other) => other.text === text) === at);
}

/** "terminate instances rds:DeleteDBInstance": a deed of its own beside a literal name; only one of them was read. */
export function spare(meaning: Meaning, text: string): readonly Problem[] {
  const use = meaning.verbs.find(({ verb }) => DEEDS.has(verb.family.id));
  const name = meaning.api[0]?.text;
  if (use === undefined || name === undefined || meaning.head === null) return [];
  return [
    {
      kind: 'unread-words',
      text: `I read either “${use.word}” or the API name “${name}”, not both.`,
      instead: [text.replace(name, '').trim(), `who called ${name}`],
    },
  ];
}

/** Families that no one uses to say that an API was called. */
const DEEDS = new Set(['delete', 'terminate', 'stop', 'disable', 'remove', 'attach', 'detach', 'share', 'assume']);

/** A noun that none of the calls goes with would be dropped without a word: it is asked about. */
export function idle(found: readonly Choice[], word: string, text: string): readonly Problem[] {
  const nouns = new Map(found.flatMap((choice) => choice.idle.map((noun) => [noun.id, noun.text] as const)));
  return [...nouns.values()].map((noun) => ({
    kind: 'unread-words',
    text: `I know no AWS call for “${word}” that “${noun}” goes with, so I cannot narrow the answer by it.`,
    instead: [replaced(text, noun, `"${noun}"`), without(text, noun)],
  }));
}

/** The family has no call for the thing; others may. `on`: what it acts on. */
export function noSuchCall(family: VerbFamily, meaning: Meaning, on: ActedOn, { text, words }: Asked): Problem {
  const thing = meaning.head?.text;
  const use = meaning.verbs[0];
  const word = use?.word ?? family.id;
  const verb = use?.verb ?? { base: word, form: 'inflected' };
  // Of a verb in two pieces ("turned … off") the first is exchanged, and the second goes.
  const [head = word, particle] = word.split(' … ');
  const left =
    particle === undefined || !/^(?:off|on|up|down|out|in|back|away)\b/.test(particle) ? text : without(text, particle);
  const fits = (choice: Choice | null) =>
    choice !== null && choice.idle.length === 0 && (choice.calls.length > 0 || on.named);
  const fitting = ['create', 'delete', 'modify', 'touch']
    .flatMap((id) => words.verbs.families.get(id) ?? [])
    .filter((other) => other !== family && fits(chooseActions(other, on, words)));
  return {
    kind: 'unknown-verb',
    text:
      thing === undefined
        ? `I know no AWS call that would be “${word}” by itself here.`
        : `I know no AWS call that would be “${word}” of “${thing}”.`,
    instead: others(text, [
      ...maybeName(meaning, text),
      ...fitting
        .slice(0, 3)
        .map((other) => replaced(left, head, inflectedLike(head, verb, PLAIN_VERBS[other.id] ?? other.id))),
    ]),
  };
}

/** Each once, and none that is the question as typed. */
function others(text: string, instead: readonly string[]): readonly string[] {
  return [...new Set(instead)].filter((other) => other !== text);
}

/** "who deleted orders?": a noun that AWS's names hold only by chance may be the name of something. */
function maybeName({ head, own }: Meaning, text: string): readonly string[] {
  return head !== null && !own && !NOUNS.has(head.id) ? [replaced(text, head.text, `"${head.text}"`)] : [];
}

const PLAIN_VERBS: Readonly<Record<string, string>> = {
  create: 'create',
  delete: 'delete',
  modify: 'change',
  touch: 'touch',
};
