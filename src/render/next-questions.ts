// An answer → the questions one asks next, each whole and as one would type it, for buttons. Built only from what the
// reader can read back: names that would need escaping are quoted, and a question that cannot be said is left out.
import { DateTime, IANAZone } from 'luxon';
import type { Answer } from '../domain/answer.ts';
import type { Actor, AuditEvent } from '../domain/audit-event.ts';
import { mainEvents } from './evidence.ts';

export interface NextQuestion {
  readonly label: string;
  /** The whole question. */
  readonly text: string;
}

const MINUTE_MS = 60_000;
/** Around an event, "what else" means this many minutes before and after. */
const AROUND_MINUTES = 30;
/** A wider window reaches this many times as far back. */
const WIDER_TIMES = 4;
const WIDER_DAYS_MIN = 7;
/** A call was denied by permissions as they were: changes to them are looked for this far back. */
const PERMISSIONS_DAYS = 30;

/** At most seven questions, the most useful first. */
export function nextQuestions(answer: Answer): readonly NextQuestion[] {
  const [first] = mainEvents(answer);
  const questions =
    first === undefined
      ? [wider(answer), earlier(answer), later(answer), history(answer)]
      : [
          whatElse(answer, first),
          history(answer),
          sameAddress(answer, first),
          whyDenied(answer),
          wider(answer),
          earlier(answer),
          later(answer),
        ];
  return questions.filter((question) => question !== null && question.text !== answer.question.text).filter(isQuestion);
}

function whatElse(answer: Answer, event: AuditEvent): NextQuestion | null {
  const name = askableActor(event.actor);
  if (name === null || answer.question.kind === 'actor') return null;
  return {
    label: `What else did they do (± ${AROUND_MINUTES} min)`,
    text: `what did ${name} do ${around(event.timeMs, answer)}`,
  };
}

function history(answer: Answer): NextQuestion | null {
  const [resource, ...others] = answer.question.resources;
  if (resource === undefined || others.length > 0 || answer.question.kind === 'timeline') return null;
  const name = quoted(resource.text);
  return name === null ? null : { label: 'History of this resource', text: `history of ${name}` };
}

function sameAddress(answer: Answer, event: AuditEvent): NextQuestion | null {
  const ip = event.sourceIp;
  if (ip === null || !/^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)$/i.test(ip)) return null;
  return { label: 'Everything from this IP', text: `everything from ${ip} ${around(event.timeMs, answer)}` };
}

/** What became of the caller's permissions before the first denial; where they cannot be named, their other denials. */
function whyDenied(answer: Answer): NextQuestion | null {
  const denied = answer.attempted.find(({ outcome }) => outcome.kind === 'attempted' && outcome.reason === 'denied');
  if (denied === undefined) return null;
  const label = 'Why denied?';
  const holder = permissionsHolder(denied.actor);
  if (holder !== null) {
    const from = denied.timeMs - PERMISSIONS_DAYS * 24 * 60 * MINUTE_MS;
    return { label, text: `who changed policies of ${holder} ${between(from, denied.timeMs, answer)}` };
  }
  const name = askableActor(denied.actor);
  return name === null ? null : { label, text: `denied calls by ${name} ${around(denied.timeMs, answer)}` };
}

function permissionsHolder(actor: Actor): string | null {
  if (actor.kind === 'iam-user') return named('user', actor.name);
  return actor.kind === 'role-session' && actor.roleName !== null ? named('role', actor.roleName) : null;
}

function named(noun: string, name: string): string | null {
  const said = quoted(name);
  return said === null ? null : `${noun} ${said}`;
}

/** The same question over whole days reaching further back; none when it was searched to the beginning already. */
function wider(answer: Answer): NextQuestion | null {
  const { from, to, zone } = answer.window;
  const bare = undated(answer);
  if (from === null || bare === null) return null;
  const end = DateTime.fromISO(to, { zone: 'utc' }).setZone(zone);
  const start = DateTime.fromISO(from, { zone: 'utc' }).setZone(zone);
  if (!end.isValid || !start.isValid) return null;
  const days = Math.max(WIDER_DAYS_MIN, Math.ceil(end.diff(start, 'days').days * WIDER_TIMES));
  const since = end.minus({ days }).toFormat('yyyy-MM-dd');
  // The last instant inside a half-open window is just before its end.
  const until = end.minus({ milliseconds: 1 }).toFormat('yyyy-MM-dd');
  return { label: 'Wider', text: `${bare} from ${since} to ${until}` };
}

/** The same question over as long a time just before; none where no source reaches there. */
function earlier(answer: Answer): NextQuestion | null {
  const { from, to } = answer.window;
  const bare = undated(answer);
  if (from === null || bare === null) return null;
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const reached = answer.receipt.sources.some((source) => source.from === null || Date.parse(source.from) < start);
  if (!(end > start) || (answer.receipt.sources.length > 0 && !reached)) return null;
  return { label: 'Earlier', text: `${bare} ${between(start - (end - start), start, answer)}` };
}

/** The same question over as long a time just after, as far as sources are known to hold events there. */
function later(answer: Answer): NextQuestion | null {
  const { from, to } = answer.window;
  const bare = undated(answer);
  if (from === null || bare === null) return null;
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const held = Math.max(...answer.receipt.sources.map((source) => Date.parse(source.to ?? '') || 0), 0);
  // A window that ends where the logs end has nothing after it, and a question about the future is refused.
  if (!(end > start) || held - end < MINUTE_MS) return null;
  return { label: 'Later', text: `${bare} ${between(end, Math.min(end + (end - start), held), answer)}` };
}

/** The question without its date words; null when they cannot be taken out of it. */
function undated(answer: Answer): string | null {
  const { phrase } = answer.window;
  const bare = phrase === null ? answer.question.text : withoutPhrase(answer.question.text, phrase);
  return bare === null ? null : bare.replace(/[\s?,.]+$/, '').trim();
}

/** null when the phrase does not stand in the text exactly once. */
function withoutPhrase(text: string, phrase: string): string | null {
  const parts = text.split(phrase);
  if (phrase === '' || parts.length !== 2) return null;
  return parts.join('').replace(/\s+/g, ' ');
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

function around(timeMs: number, answer: Answer): string {
  return between(timeMs - AROUND_MINUTES * MINUTE_MS, timeMs + AROUND_MINUTES * MINUTE_MS, answer);
}

function between(fromMs: number, toMs: number, answer: Answer): string {
  return betweenWords(fromMs, toMs, answer.window.zone);
}

/** Outward to whole minutes, in the asker's zone by name: whoever presses the button means the same instants. */
export function betweenWords(fromMs: number, toMs: number, zone: string): string {
  const from = Math.floor(fromMs / MINUTE_MS) * MINUTE_MS;
  const to = Math.ceil(toMs / MINUTE_MS) * MINUTE_MS;
  const [start, end] = [wallClock(from, zone), wallClock(to, zone)];
  if (start === null || end === null) return `between ${instant(from)} and ${instant(to)}`;
  return `between ${start} and ${end} ${zone}`;
}

/** `2023-07-10 13:38`; null in zones that have no place's name, and in the hour a clock change repeats. */
function wallClock(ms: number, zone: string): string | null {
  if (!/^[A-Z][A-Za-z]+(?:\/[A-Z][A-Za-z_-]+)+$/.test(zone) || !IANAZone.create(zone).isValid) return null;
  const local = DateTime.fromMillis(ms, { zone });
  return local.isValid && local.getPossibleOffsets().length === 1 ? local.toFormat('yyyy-MM-dd HH:mm') : null;
}

function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

function isQuestion(question: NextQuestion | null): question is NextQuestion {
  return question !== null;
}
