// A question that was answered and a reply to it ("and yesterday?", "what about sg-123?", "only from the console") → one
// whole question that means both. Every rewording is read again and must differ from the first question as intended.
import type { Question, ResourceRef } from '../domain/question.ts';
import { readReference } from '../question/resources/read-reference.ts';
import { bareReply, leansBack } from './bare-reply.ts';
import {
  conditionsOf,
  crowdedOut,
  differs,
  includesAll,
  keyOf,
  namesOf,
  questionIn,
  type Read,
  sameDeed,
  sameThings,
  sameTime,
} from './reading.ts';
import { appended, inPlaceOf, withName, withTime } from './rewords.ts';
import { shiftedTime } from './shifted-time.ts';

/** Longer replies are questions of their own. Characters. */
const REPLY_MAX = 300;
/** Stands for whatever was asked about, while the reply alone is read: nobody has an instance of this id. */
const ANYTHING = 'i-0123456789abcdef0';
/** So many callers can be left out of "who else?" and the question stay readable. */
const OTHERS_MAX = 3;

/**
 * The whole question, or null where the reply cannot be joined to the question, or could mean several things.
 * `answered`: the callers that the answer named, for "who else?".
 */
export function followUp(
  previousText: string,
  reply: string,
  read: Read,
  answered: readonly string[] = [],
): string | null {
  const previous = questionIn(previousText, read);
  const bare = bareReply(reply);
  if (previous === null || bare === '' || reply.length > REPLY_MAX) return null;
  const merged =
    othersToo(previous, reply, read, answered) ??
    pointing(previous, bare, read) ??
    shifted(previous, bare, read) ??
    narrowed(previous, bare, read) ??
    oneOf(otherThing(previous, reply, bare, read));
  return merged !== null && merged !== previous.text ? merged : null;
}

/** What the reply may have meant where `followUp` gave nothing: whole questions, best first. */
export function mayHaveMeant(previousText: string, reply: string, read: Read): readonly string[] {
  const previous = questionIn(previousText, read);
  const bare = bareReply(reply);
  if (previous === null) return [];
  const things = bare === '' ? [] : otherThing(previous, reply, bare, read);
  const named = bare === '' ? null : questionIn(`history of ${bare}`, read);
  const alone = named !== null && isName(named.resources, bare) && !isPlain(named) ? [named.text] : [];
  const known = [...things, ...alone];
  const times = withTime(previous, 'last 7 days').filter((text) => questionIn(text, read) !== null);
  return [...new Set(known.length > 0 ? known : times.slice(0, 1))].slice(0, SUGGESTED_MAX);
}

const SUGGESTED_MAX = 4;

const OTHERS =
  /\b(?:whom?|any(?:one|body)|some(?:one|body))\s+else\b|\b(?:some|any|by|the)\s+others?\s*(?:people|users?|callers?)?\s*\??$/i;

/** "by whom else?": the same deeds, but not by those the answer named. */
function othersToo(previous: Question, reply: string, read: Read, answered: readonly string[]): string | null {
  if (!OTHERS.test(reply)) return null;
  const named = [...new Set(answered)].map(quoted);
  if (named.length === 0 || named.length > OTHERS_MAX || named.includes(null)) return null;
  const words = named.map((name) => `not by ${name}`).join(' ');
  return first([appended(previous.text, words)], read, (question) => {
    const added = conditionsOf(question.test).filter((test) => test.kind === 'not').length;
    return added >= named.length && sameThings(question, previous) && sameTime(question.window, previous.window);
  });
}

/** "who created it?": a question of its own, about what the one before was about. */
function pointing(previous: Question, bare: string, read: Read): string | null {
  const [thing, ...others] = previous.resources;
  const points = /\b(?:it|that\s+one|this\s+one|them|those)\b/i;
  if (thing === undefined || others.length > 0 || !points.test(bare)) return null;
  const texts = namings(previous, thing, read).map((name) => bare.replace(points, name));
  return first(texts, read, (question) => sameThings(question, previous) && differs(question, previous));
}

/** "the day before", "earlier": another time, as far from the one before as it says. */
function shifted(previous: Question, bare: string, read: Read): string | null {
  const phrase = shiftedTime(previous.window, bare);
  if (phrase === null) return null;
  return first(withTime(previous, phrase), read, (question) => isTimeOnly(question, previous));
}

/** Another time, a filter, or both. A filter of a kind that the question has already takes the other's place. */
function narrowed(previous: Question, bare: string, read: Read): string | null {
  const said = filtersIn(bare, read);
  if (said === null) return directly(previous, bare, read);
  const added = conditionsOf(said.test).filter((test) => test.kind !== 'resource');
  const { window } = said;
  if (window === null && added.length === 0) return null;
  const time = (question: Question) => sameTime(question.window, window ?? previous.window);
  if (window !== null && added.length === 0) {
    return first(withTime(previous, bare), read, (question) => time(question) && isTimeOnly(question, previous));
  }
  const undated = window?.phrase == null ? previous.text : (withTime(previous, '')[0] ?? previous.text);
  const gone = crowdedOut(conditionsOf(previous.test), added);
  const [only, ...more] = gone;
  const cleared = gone.reduce<string | null>(
    (left, test) => (left === null ? null : inPlaceOf(left, test, '', [], read)),
    undated,
  );
  const texts = [
    only === undefined || more.length > 0 || window !== null ? null : inPlaceOf(undated, only, bare, added, read),
    cleared === null ? null : appended(cleared, bare),
    ...otherCaller(previous, said),
  ];
  return first(
    texts,
    read,
    (question) =>
      time(question) &&
      includesAll(question.test, added) &&
      sameDeed(question, previous) &&
      sameThings(question, previous),
  );
}

/** The reply as what it adds to any question. "denied" alone is a filter, beside a name it would be a verb. */
function filtersIn(bare: string, read: Read): Question | null {
  const beside = questionIn(`history of ${ANYTHING} ${bare}`, read);
  if (beside !== null && beside.verb === null && namesOf(beside) === ANYTHING) return beside;
  const alone = questionIn(bare, read);
  return alone !== null && alone.verb === null && alone.kind === 'list' && alone.resources.length === 0 ? alone : null;
}

/** Words that only make sense at the end of this very question: "on port 22". */
function directly(previous: Question, bare: string, read: Read): string | null {
  return first(
    [appended(previous.text, bare)],
    read,
    (question) =>
      sameDeed(question, previous) &&
      sameThings(question, previous) &&
      sameTime(question.window, previous.window) &&
      includesAll(question.test, conditionsOf(previous.test)) &&
      differs(question, previous),
  );
}

/** "what did ana do today" and "by ben": the name itself is put in place of the other. */
function otherCaller(previous: Question, said: Question): readonly string[] {
  const [old, ...others] = previous.actors;
  const [caller] = said.actors;
  if (old === undefined || others.length > 0 || caller === undefined) return [];
  return withName(previous.text, old.text, quoted(caller.text) ?? caller.text, false).slice(0, 1);
}

/** The same question about another thing, or another person: every text that reads as one. */
function otherThing(previous: Question, reply: string, bare: string, read: Read): readonly string[] {
  const said = questionIn(`history of ${bare}`, read);
  if (said === null || said.resources.length === 0) return [];
  const { window } = said;
  const phrase = window?.phrase ?? null;
  const name = phrase === null ? bare : bareReply(bare.replace(phrase, ''));
  if (!isName(said.resources, name) || (!leansBack(reply) && readReference(unquoted(name)) === null && isPlain(said)))
    return [];
  const base = phrase === null ? previous.text : (withTime(previous, phrase)[0] ?? previous.text);
  const time = (question: Question) => sameTime(question.window, window ?? previous.window);
  const things = about(previous, said, base, name, read, time);
  const people = caller(previous, said, base, name, read, time);
  return [...things, ...people].filter((text) => text !== null);
}

/** Some words of a sentence are no name: without a noun, a shape or quotes, it must be all that is said. */
function isName(resources: readonly ResourceRef[], name: string): boolean {
  return resources.every(({ text, form, type }) => form !== 'name' || type !== null || unquoted(name) === text);
}

/** An ordinary word, of which nothing says that it names something: "cool". */
function isPlain({ resources }: Question): boolean {
  return resources.every(({ form, type }) => form === 'name' && type === null);
}

function unquoted(name: string): string {
  return name.replace(/^(["'`])(.*)\1$/, '$2');
}

type Judge = (question: Question) => boolean;

function about(previous: Question, said: Question, base: string, name: string, read: Read, time: Judge) {
  const [old, ...others] = previous.resources;
  if (others.length > 0 || (old === undefined && previous.actors.length > 0)) return [];
  const [leading = ''] = /^(?:on|of|from|to|in|for)\s/i.exec(name) ?? [];
  const texts =
    old === undefined
      ? (leading === '' ? ['on', 'of', 'from', 'to'] : [leading]).map((word) =>
          appended(base, `${word.trim()} ${name.slice(leading.length)}`),
        )
      : withName(base, old.text, name, said.resources[0]?.type !== null);
  return [
    first(texts, read, (question) => {
      const known = question.resources.every(({ type }, at) => type === (said.resources[at]?.type ?? type));
      return sameThings(question, said) && known && time(question) && sameDeed(question, previous);
    }),
  ];
}

/** A name that may be a person's, where the question before names one. */
function caller(previous: Question, said: Question, base: string, name: string, read: Read, time: Judge) {
  const [old, ...others] = previous.actors;
  const [only, ...more] = said.resources;
  if (old === undefined || only === undefined || others.length > 0 || more.length > 0) return [];
  if (only.type !== null && !/^iam:/.test(only.type)) return [];
  return [
    first(withName(base, old.text, name, false), read, (question) => {
      const [actor] = question.actors;
      return (
        actor?.text === only.text && sameThings(question, previous) && time(question) && sameDeed(question, previous)
      );
    }),
  ];
}

/** The name as the question before said it: with its noun where that says what it is, else alone. */
function namings({ text }: Question, thing: ResourceRef, read: Read): readonly string[] {
  const quotedName = quoted(thing.text) ?? thing.text;
  const words = text.split(/\s+/);
  const at = words.findIndex((word) => word.includes(thing.text));
  const nouns = [1, 2].filter((count) => at >= count).map((count) => words.slice(at - count, at).join(' '));
  const known = nouns.filter((noun) => {
    const [only, ...others] = questionIn(`history of ${noun} ${quotedName}`, read)?.resources ?? [];
    return only?.text === thing.text && only.type !== null && only.type === thing.type && others.length === 0;
  });
  return [...known.map((noun) => `${noun} ${quotedName}`), quotedName];
}

function isTimeOnly(question: Question, previous: Question): boolean {
  return keyOf(question.test) === keyOf(previous.test) && !sameTime(question.window, previous.window);
}

function first(texts: readonly (string | null)[], read: Read, fits: Judge): string | null {
  const found = texts.find((text) => {
    const question = text === null ? null : questionIn(text, read);
    return question !== null && fits(question);
  });
  return found ?? null;
}

/** Two readings are one too many: then it is asked, not guessed. */
function oneOf(texts: readonly string[]): string | null {
  const [only, ...others] = new Set(texts);
  return only !== undefined && others.length === 0 ? only : null;
}

function quoted(name: string): string | null {
  if (/^[\w.:/@+=-]+$/.test(name)) return name;
  return /^[^"\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u.test(name) && name.trim() !== '' ? `"${name}"` : null;
}
