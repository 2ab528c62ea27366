// Everything about a question that could not be read, each with whole questions to type instead. All of them, not the first.
import type { Problem } from '../domain/question.ts';
import type { Draft, KindInput } from './kinds/kind.ts';
import { nearest } from './nearest.ts';
import { noSuchAnswer } from './no-such-answer.ts';
import { replaced, without } from './rewording.ts';
import { SLACK_PERSON } from './text/clean-text.ts';
import { verbForms } from './text/inflect.ts';
import type { Item } from './text/items.ts';

/** Characters; longer texts are no questions. Slack cuts a slash command's text at 4,000 or so; an ARN has at most 2,048. */
export const TEXT_MAX = 4_000;

const EXAMPLES: readonly string[] = [
  'who deleted bucket NAME yesterday',
  'history of i-0123456789abcdef0',
  'console logins yesterday',
];

export function tooLong(text: string): Problem {
  return {
    kind: 'too-long',
    text: `The question has ${text.length.toLocaleString('en-GB')} characters; ${TEXT_MAX.toLocaleString('en-GB')} is the most I read.`,
    instead: EXAMPLES,
  };
}

const STATE_WORD =
  /\s+(?:still |currently |now |publicly )*(?:running|public|private|open|closed|up|down|encrypted|alive|healthy|available|active|inactive|online|offline|safe|secure|reachable|accessible|empty|compliant|there|ok|idle)\s*[?.!]*$/i;
/** Asked of how things are; "is there", "are any" are not. */
const STATE = /^\s*(?:is|are)\s+(?!there\b|any)/i;

/** Problems of a text as a whole: empty, without a letter, about what CloudTrail does not tell. null: none. */
export function wholesale(sentence: string): Problem | null {
  if (sentence === '') return { kind: 'empty', text: 'There is no question in it.', instead: EXAMPLES };
  if (!/[\p{L}\p{N}]/u.test(sentence)) {
    return { kind: 'no-verb', text: 'There are no words in it that I could read.', instead: EXAMPLES };
  }
  if (/^\s*(?:why|how come)\b/i.test(sentence)) {
    const gone =
      /^\s*(?:why|how come)\s+(?:is|are|was|were|has|have)\s+(.+?)\s+(?:gone|missing|disappeared|deleted|down)\b/i.exec(
        sentence,
      );
    const asked = sentence.replace(/^\s*(?:why|how come)\b\s*(?:did|was|were|is)?/i, 'who');
    return unsupported(
      'Audit events tell who did what and when, not why.',
      gone === null ? asked : `who deleted ${gone[1]}`,
    );
  }
  if (/^\s*how (?:do|can|should|could|would) (?:i|we|you|one)\b|^\s*how to\b/i.test(sentence)) {
    return unsupported('I answer what was done in AWS, not how to do it.', null);
  }
  const able = /\bwho(?:ever)?(?: else)? (?:can|could|may) (\w+) (.+)/i.exec(sentence);
  if (
    /\bwho(?:ever)?(?: else)? (?:can|could|may|is allowed to|is able to|are allowed to|has (?:access|permissions?|the right)|have (?:access|permissions?))\b/i.test(
      sentence,
    )
  ) {
    const instead = able === null ? null : `who ${verbForms(able[1]?.toLowerCase() ?? '')[2] ?? ''} ${able[2] ?? ''}`;
    return unsupported('Audit events tell who did something, not who may do it.', instead);
  }
  if (STATE.test(sentence) && STATE_WORD.test(sentence)) {
    const instead = sentence.replace(STATE, 'history of ').replace(STATE_WORD, '');
    return unsupported('Audit events tell what happened, not how things are now.', instead);
  }
  if (
    /^\s*(?:delete|remove|terminate|create|stop|start|disable|enable|restore|revert|undo|revoke) (?:the|my|this|that|all) /i.test(
      sentence,
    ) &&
    !/\?/.test(sentence)
  ) {
    return unsupported('I only answer what happened; I change nothing in AWS.', `who ${past(sentence)}`);
  }
  return noSuchAnswer(sentence);
}

function past(sentence: string): string {
  return sentence.replace(/^\s*(\w+)/, (verb) => `${verb.toLowerCase().replace(/e$/, '')}ed`);
}

function unsupported(text: string, instead: string | null): Problem {
  return { kind: 'unsupported', text, instead: instead === null ? [] : [instead.replace(/\s+/g, ' ').trim()] };
}

/** Problems of a text whose words were read: what is left over, what is missing, what the kind found wrong. */
export function problemsOf(input: KindInput, draft: Draft | null): readonly Problem[] {
  if (input.sentence.negates) return [negated(input.text)];
  if (input.sentence.second !== null) return [twoQuestions(input.text, input.sentence.second)];
  const left = input.meaning.unread;
  const idle = draft === null ? [] : unusedNouns(input);
  const problems = [
    ...idle,
    ...(draft?.problems ?? []),
    ...people(left),
    ...unread(
      left.filter((item) => !SLACK_PERSON.test(item.text)),
      input,
    ),
  ];
  if (draft !== null) return problems.length > 0 ? problems : missing(input, draft);
  if (problems.length > 0) return problems;
  return [nothingAsked(input)];
}

function twoQuestions(text: string, at: number): Problem {
  const first = text.slice(0, at).replace(/[\s,]+(?:and|or|then|also|who|they|he|she|it|,|\s)*$/i, '');
  return {
    kind: 'unsupported',
    text: 'That is more than one question: I read one deed on one set of things at a time.',
    instead: [first, `who ${text.slice(at)}`],
  };
}

/** What was not done leaves no event; what was done can be asked instead. */
function negated(text: string): Problem {
  const done = text.replace(/n['’]t\b|\s+(?:not|never)\b/gi, '');
  return unsupported(
    'Audit events tell who did something, not who did not: I cannot answer what was not done.',
    done === text ? null : done,
  );
}

/** Without a verb, a noun of its own ("denied calls on buckets") narrows nothing: better to say so than to drop it. */
function unusedNouns({ meaning, text }: KindInput): readonly Problem[] {
  if (meaning.verbs.length > 0 || meaning.api.length > 0) return [];
  const nouns = [...meaning.loose, ...(meaning.head === null || meaning.own ? [] : [meaning.head])];
  return nouns.map((noun) => ({
    kind: 'unread-words' as const,
    text: `“${noun.text}” does not say which one, and I cannot narrow the answer by it.`,
    instead: [text.replace(noun.text, `${noun.text} NAME`)],
  }));
}

function people(left: readonly Item[]): readonly Problem[] {
  return left
    .filter((item) => SLACK_PERSON.test(item.text))
    .map(() => ({
      kind: 'unsupported' as const,
      text: 'A Slack mention does not say who that is in AWS. Type the user, role or session name.',
      instead: [],
    }));
}

function unread(left: readonly Item[], input: KindInput): readonly Problem[] {
  if (left.length === 0) return [];
  const words = left.map(({ text }) => `“${text}”`).join(', ');
  const read = understood(input);
  const verbless = input.meaning.verbs.length === 0 && input.meaning.api.length === 0;
  return [
    {
      kind: verbless && input.sentence.asks.has('who') ? 'unknown-verb' : 'unread-words',
      text: `I could not read ${words}${read === '' ? '' : `; I did read ${read}`}.`,
      instead: suggestions(left, input),
    },
  ];
}

function understood({ meaning }: KindInput): string {
  const refs = [...meaning.objects.flat(), ...meaning.actors].map(({ text }) => text);
  const verbs = meaning.verbs.map(({ word }) => word);
  const head = meaning.head === null ? [] : [meaning.head.text];
  return [...new Set([...verbs, ...head, ...refs])].map((word) => `“${word}”`).join(', ');
}

/** The same question with each unread word as the nearest known one, as a name, or left out. At most four. */
function suggestions(left: readonly Item[], { text, words, meaning, sentence }: KindInput): readonly string[] {
  const strange =
    left.length === 1 && meaning.verbs.length === 0 && meaning.api.length === 0 && sentence.asks.has('who');
  const near = strange ? nearest(left[0]?.lower ?? '', words) : null;
  if (strange && left[0] !== undefined) {
    const verb = left[0];
    return [...(near === null ? [] : [near]), 'deleted', 'changed', 'touched']
      .slice(0, 4)
      .map((other) => replaced(text, verb.text, other));
  }
  const known = left.reduce((whole, item) => replaced(whole, item.text, nearest(item.lower, words) ?? item.text), text);
  const quoted =
    left.length > 1 ? text : left.reduce((whole, item) => replaced(whole, item.text, `"${item.text}"`), text);
  // Without a word that leaves something out, the question would ask for the opposite.
  const out = sentence.phrases.filter(({ excluded }) => excluded).flatMap(({ items }) => items);
  const apart = sentence.leftOut.length > 0 || left.some(({ start }) => out.some((item) => item.start === start));
  const leavesOut =
    apart ||
    left.some(({ lower }) =>
      /^(?:non|not|no|never|outside|without|except|excluding|but|besides|only|un\w+)$/.test(lower),
    );
  const shorter = leavesOut ? text : left.reduce((whole, item) => without(whole, item.text), text);
  return [...new Set([known, quoted, shorter])].filter((other) => other !== text && other.includes(' ')).slice(0, 4);
}

/** A verb that needs a thing and has none: "who deleted it?", "who deleted?". */
function missing(input: KindInput, draft: Draft): readonly Problem[] {
  const { meaning, sentence } = input;
  const named = meaning.objects.length + meaning.actors.length + meaning.tests.length > 0;
  const thing = meaning.head !== null || meaning.services !== null || meaning.events;
  // "what changed yesterday": all changes are meant.
  const changes =
    sentence.asks.has('what') && meaning.verbs.every(({ verb }) => /^(?:modify|touch)$/.test(verb.family.id));
  const selfStanding =
    changes ||
    meaning.verbs.some(({ verb }) => verb.family.id === 'deploy') ||
    meaning.verbs.some(({ verb }) => verb.family.id === 'sign-in' || verb.form === 'act' || /admin/.test(verb.base)) ||
    meaning.api.length > 0;
  if (draft.kind === 'chain' || named || thing || selfStanding) return [];
  const refers = sentence.asks.has('pronoun')
    ? '“It” needs a name here: I do not know what was meant.'
    : 'What was it done to? I found no resource.';
  const word = meaning.verbs[0]?.word ?? 'changed';
  return [
    {
      kind: 'no-resource',
      text: refers,
      instead: [`who ${word} NAME`, anything(input.text, word)],
    },
  ];
}

/** "who deleted last week", "who terminated it yesterday": of anything, with all else that was typed. */
function anything(text: string, word: string): string {
  const pronoun = /\b(?:it|this|that|them|these|those)\b/i;
  return pronoun.test(text) ? text.replace(pronoun, 'anything') : replaced(text, word, `${word} anything`);
}

/** Only a thing, or nothing at all: what may be asked of it. */
function nothingAsked({ meaning, leads, text }: KindInput): Problem {
  const ref = meaning.objects.flat()[0] ?? meaning.actors[0];
  if (ref === undefined) {
    const thing = meaning.head?.text;
    const happened = /\bwhat(?:'s| has| all)? happened\b/i;
    if (leads.has('timeline') && happened.test(text)) {
      const instead = [text.replace(happened, 'changes'), text.replace(happened, 'denied calls'), 'history of NAME'];
      return {
        kind: 'no-resource',
        text: 'Everything that happened is too much to be an answer: name a resource, or ask for changes only.',
        instead,
      };
    }
    if (meaning.events && thing === undefined) {
      return {
        kind: 'no-resource',
        text: 'Everything that happened is too much to be an answer: say by whom, on what, from where or how it ended.',
        instead: EXAMPLES,
      };
    }
    const instead =
      thing === undefined ? EXAMPLES : [`who created a ${thing} yesterday`, `who deleted a ${thing} yesterday`];
    return {
      kind: leads.size > 0 ? 'no-resource' : 'no-verb',
      text: 'I found nothing in it that asks what somebody did.',
      instead,
    };
  }
  const name = /\s/.test(ref.text) ? `"${ref.text}"` : ref.text;
  const noun = meaning.own && meaning.head !== null ? `${meaning.head.text} ` : '';
  const acts = ref.form === 'access-key' || ref.type === 'iam:user' || ref.type === 'iam:role' || ref.form === 'email';
  // What else was typed ("in eu-west-1") is kept.
  const about = text.replace(/[?.!\s]+$/, '');
  const whole = about.toLowerCase().startsWith(`${noun}${name}`.toLowerCase()) ? about : `${noun}${name}`;
  const questions = acts
    ? [`what did ${noun}${name} do`, `where does ${noun}${name} come from`, `history of ${whole}`]
    : [`history of ${whole}`, `who changed ${whole}`, `who deleted ${whole}`, `who created ${whole}`];
  return {
    kind: 'no-verb',
    text: `What about “${ref.text}”? I read the name, but nothing that was done.`,
    instead: questions,
  };
}
