// The text of somebody's message (an alert, a deploy note) → the questions one may have about it: each whole, and read back
// before it is offered. The text is hostile: what is taken from it is an id, or a name that can be quoted.
import { looksLikeName } from '../question/resources/name-shape.ts';
import { readReference } from '../question/resources/read-reference.ts';
import { cleanText } from '../question/text/clean-text.ts';
import { readTokens } from '../question/text/tokens.ts';
import { eventLink } from './event-link.ts';
import { questionIn, type Read } from './reading.ts';

/** A longer message is read to here. Characters. */
const TEXT_MAX = 8_000;
/** Names beyond this are somebody's text, not a name. Characters. */
const NAME_MAX = 200;
/** Things of one message that are looked at, and of those, the ones asked about with a verb. */
const THINGS_MAX = 12;
const DONE_TO_MAX = 2;
const VERBS_MAX = 2;

const VERB =
  /\b(terminated|deleted|stopped|started|rebooted|modified|changed|created|launched|disabled|enabled|opened|closed|removed|attached|detached|revoked|assumed|updated|scheduled)\b/gi;
const NOUN =
  /\b(instance|bucket|role|user|policy|lambda function|lambda|function|table|queue|topic|cluster|database|trail|kms key|secret|stack|alarm|security group|volume|snapshot|log group|repository)[ :=]+(?:named |called )?("[^"\n]{1,200}"|'[^'\n]{1,200}'|`[^`\n]{1,200}`|[\w./@+=-]{2,200})/gi;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** At most `most` questions, the likeliest first; none where the text names nothing. */
export function questionsIn(message: string, read: Read, most: number): readonly string[] {
  const text = message.slice(0, TEXT_MAX);
  const words = cleanText(text);
  const found = [...named(words), ...shaped(words)].sort((left, right) => left.at - right.at);
  const things = [...new Set(found.map(({ said }) => said))].slice(0, THINGS_MAX);
  const verbs = [...new Set([...text.matchAll(VERB)].map(([verb]) => verb.toLowerCase()))].slice(0, VERBS_MAX);
  const doneTo = things.filter((thing) => about(thing).startsWith('history of ')).slice(0, DONE_TO_MAX);
  const deeds = doneTo.flatMap((thing) => verbs.map((verb) => `who ${verb} ${thing}`));
  const events = eventsIn(text).map((id) => `event ${id}`);
  const questions = [...deeds, ...things.map(about), ...events].filter((question) => isQuestion(question, read));
  return [...new Set(questions)].slice(0, most);
}

interface Thing {
  /** As a question says it. */
  readonly said: string;
  /** Where it stands in the text. */
  readonly at: number;
}

/** "bucket sample-logs": a noun and what stands after it, where that can be a name. */
function named(text: string): readonly Thing[] {
  return [...text.matchAll(NOUN)].flatMap(({ 1: noun = '', 2: name = '', index: at }) => {
    const bare = name.replace(/^(["'`])(.*)\1$/, '$2').replace(/[.,:;!?]+$/, '');
    const isName = bare !== name || looksLikeName(bare);
    const said = isName ? quoted(bare) : null;
    if (said === null || UUID.test(bare)) return [];
    // An id or an ARN says itself what it is.
    const form = readReference(bare)?.form ?? 'name';
    return [{ said: form === 'name' ? `${noun.toLowerCase()} ${said}` : said, at }];
  });
}

/** Whatever names something by its shape, or stands in quotes and looks like a name. */
function shaped(text: string): readonly Thing[] {
  const known = new Set(named(text).flatMap(({ said }) => [said, ...said.split(' ')]));
  return readTokens(text).flatMap((token) => {
    const at = token.start;
    const reference = readReference(token.text);
    const said = quoted(token.text);
    if (reference === null || said === null || reference.partial || known.has(said)) return [];
    switch (reference.form) {
      case 'id':
        return UUID.test(token.text) ? [] : [{ said, at }];
      case 'name':
        return token.quoted && !token.text.includes(' ') ? [{ said, at }] : [];
      case 'arn':
      case 'ip':
      case 'access-key':
      case 'email':
        return [{ said, at }];
      default:
        return [];
    }
  });
}

function about(thing: string): string {
  const form = readReference(thing.replaceAll('"', ''))?.form;
  if (form === 'ip') return `everything from ${thing}`;
  return form === 'access-key' || form === 'email' ? `what did ${thing} do` : `history of ${thing}`;
}

/** Events by the addresses of their pages, and by an id after the word. */
function eventsIn(text: string): readonly string[] {
  const links = text.match(/https:\/\/[^\s<>|"']{10,2000}/g) ?? [];
  const linked = links.flatMap((link) => eventLink(link)?.eventId ?? []);
  const said = [
    ...text.matchAll(/\bevent[ _-]?(?:id)?["']?[ :=]+["'`]?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/gi),
  ];
  return [...new Set([...linked, ...said.map(([, id = '']) => id.toLowerCase())])];
}

function isQuestion(question: string, read: Read): boolean {
  return question.startsWith('event ') || questionIn(question, read) !== null;
}

function quoted(name: string): string | null {
  if (name.length > NAME_MAX) return null;
  if (/^[\w.:/@+=-]+$/.test(name)) return name;
  return /^[^"<>\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u.test(name) && name.trim() !== '' ? `"${name}"` : null;
}
