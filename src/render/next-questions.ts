// An answer → the questions one asks next, each whole and as one would type it, for buttons. Built only from what the
// reader can read back: names that would need escaping are quoted, and a question that cannot be said is left out.
import { DateTime } from 'luxon';
import type { Answer } from '../domain/answer.ts';
import type { Actor, AuditEvent } from '../domain/audit-event.ts';

export interface NextQuestion {
  readonly label: string;
  /** The whole question. */
  readonly text: string;
}

/** Around an event, "what else" means this many minutes before and after. */
const AROUND_MINUTES = 30;
/** A wider window reaches this many times as far back. */
const WIDER_TIMES = 4;
const WIDER_DAYS_MIN = 7;

/** At most four questions, the most useful first. */
export function nextQuestions(answer: Answer): readonly NextQuestion[] {
  const first = answer.done[0] ?? answer.attempted[0];
  const questions = [
    first === undefined ? wider(answer) : whatElse(answer, first),
    history(answer),
    first === undefined ? null : sameAddress(first),
    first === undefined ? null : wider(answer),
  ];
  return questions.filter((question) => question !== null && question.text !== answer.question.text).filter(isQuestion);
}

function whatElse(answer: Answer, event: AuditEvent): NextQuestion | null {
  const name = askableActor(event.actor);
  if (name === null || answer.question.kind === 'actor') return null;
  return {
    label: `What else they did (± ${AROUND_MINUTES} min)`,
    text: `what did ${name} do ${between(event.timeMs)}`,
  };
}

function history(answer: Answer): NextQuestion | null {
  const [resource, ...others] = answer.question.resources;
  if (resource === undefined || others.length > 0 || answer.question.kind === 'timeline') return null;
  const name = quoted(resource.text);
  return name === null ? null : { label: 'History of this resource', text: `history of ${name}` };
}

function sameAddress(event: AuditEvent): NextQuestion | null {
  const ip = event.sourceIp;
  if (ip === null || !/^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)$/i.test(ip)) return null;
  return { label: 'Everything from this IP', text: `everything from ${ip} ${between(event.timeMs)}` };
}

/** The same question over whole days reaching further back; none when it was searched to the beginning already. */
function wider(answer: Answer): NextQuestion | null {
  const { from, to, zone, phrase } = answer.window;
  if (from === null) return null;
  const bare = phrase === null ? answer.question.text : withoutPhrase(answer.question.text, phrase);
  if (bare === null) return null;
  const end = DateTime.fromISO(to, { zone: 'utc' }).setZone(zone);
  const start = DateTime.fromISO(from, { zone: 'utc' }).setZone(zone);
  if (!end.isValid || !start.isValid) return null;
  const days = Math.max(WIDER_DAYS_MIN, Math.ceil(end.diff(start, 'days').days * WIDER_TIMES));
  const since = end.minus({ days }).toFormat('yyyy-MM-dd');
  // The last instant inside a half-open window is just before its end.
  const until = end.minus({ milliseconds: 1 }).toFormat('yyyy-MM-dd');
  return { label: 'Wider window', text: `${bare} from ${since} to ${until}` };
}

/** The text without its date words; null when they do not stand in it exactly once. */
function withoutPhrase(text: string, phrase: string): string | null {
  const parts = text.split(phrase);
  if (phrase === '' || parts.length !== 2) return null;
  return parts
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/[\s?,.]+$/, '')
    .trim();
}

/** The one name that means this caller and nobody else: sessions of a role share names, so theirs is the ARN. */
function askableActor(actor: Actor): string | null {
  switch (actor.kind) {
    case 'iam-user':
    case 'identity-center-user':
      return quoted(actor.name);
    case 'root':
      return 'root';
    case 'aws-service':
    case 'unknown':
      return null;
    default:
      return quoted(actor.arn ?? actor.accessKeyId ?? actor.name);
  }
}

/** As is where it is one plain word, in quotes where not; null where quotes could not hold it. */
function quoted(name: string): string | null {
  if (/^[\w.:/@+=-]+$/.test(name)) return name;
  return /^[^"\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u.test(name) && name.trim() !== '' ? `"${name}"` : null;
}

function between(timeMs: number): string {
  const minutes = AROUND_MINUTES * 60_000;
  return `between ${instant(timeMs - minutes)} and ${instant(timeMs + minutes)}`;
}

function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

function isQuestion(question: NextQuestion | null): question is NextQuestion {
  return question !== null;
}
