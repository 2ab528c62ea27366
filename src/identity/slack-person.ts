// A person or caller of an answer → whom to look up in Slack: by e-mail address where the name is one, then by a mapping
// file. Names that a caller chose for themselves lead to nobody: else anyone could show up as the head of the company.
import type { AnsweredActor } from '../domain/answer.ts';
import { isAddress } from './machine-name.ts';

/** What to ask Slack for: `users.lookupByEmail`, or the user itself. */
export type SlackLookup =
  | { readonly by: 'email'; readonly email: string }
  | { readonly by: 'user-id'; readonly userId: string };

/** Names, lower case, and whom they mean. */
export type People = ReadonlyMap<string, SlackLookup>;

export type PeopleReading =
  | { readonly ok: true; readonly people: People }
  /** `problem`: one sentence that says what is wrong, and where. */
  | { readonly ok: false; readonly problem: string };

/** https://docs.slack.dev/reference/objects/user-object: ids begin with U or W. */
const USER_ID = /^[UW][A-Z0-9]{5,20}$/;
/** More than any organisation's people with AWS access; a file beyond that is not this file. */
const PEOPLE_MAX = 20_000;
const FILE_CHARACTERS_MAX = 2_000_000;
/** The longest ARN of a user is shorter. */
const NAME_CHARACTERS_MAX = 512;
/** https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 */
const EMAIL_CHARACTERS_MAX = 254;

/**
 * Whom to look up for the person behind an actor, or the actor that is the person: best first, at most two.
 * Empty: nobody in Slack is meant, as far as we can tell.
 */
export function slackLookups({ actor, human, chain }: AnsweredActor, people: People): readonly SlackLookup[] {
  if (human?.confidence === 'self-asserted') return [];
  const imitates = chain?.hops.some(({ kind }) => kind === 'session-name') ?? false;
  const isPerson = (actor.kind === 'iam-user' || actor.kind === 'identity-center-user') && !imitates;
  if (human === null && !isPerson) return [];
  // The same user name in two accounts may be two people: the whole ARN goes before it.
  const names = human === null ? [actor.arn, actor.name] : [human.name];
  const byEmail = names.flatMap((name) => (name !== null && isEmail(name) ? [emailLookup(name)] : []));
  const byFile = names.flatMap((name) => people.get(keyOf(name ?? '')) ?? []);
  return distinct([...byEmail.slice(0, 1), ...byFile.slice(0, 1)]);
}

/** A mapping file: `{"ana": "U0123ABCDEF", "arn:aws:iam::…:user/ben": "ben@example.com"}`. Never throws. */
export function readPeople(file: string): PeopleReading {
  if (file.length > FILE_CHARACTERS_MAX) return refused(`it is longer than ${FILE_CHARACTERS_MAX} characters`);
  const parsed = parsedOf(file);
  if (parsed === undefined) return refused('it is not JSON');
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return refused('it has to be one object of names and whom they mean');
  }
  const entries: readonly (readonly [string, unknown])[] = Object.entries(parsed);
  if (entries.length > PEOPLE_MAX) return refused(`it has ${entries.length} names, more than ${PEOPLE_MAX}`);
  const people = new Map<string, SlackLookup>();
  for (const [name, value] of entries) {
    const key = keyOf(name);
    if (key === '' || name.length > NAME_CHARACTERS_MAX) return refused(`${quoted(name)} is no name`);
    const lookup = lookupOf(value);
    if (lookup === null) return refused(`${quoted(name)} has to be a Slack user id (U0123ABCDEF) or an e-mail address`);
    const known = people.get(key);
    if (known !== undefined && !same(known, lookup)) return refused(`${quoted(name)} is in it twice, differently`);
    people.set(key, lookup);
  }
  return { ok: true, people };
}

function parsedOf(file: string): unknown {
  try {
    return JSON.parse(file.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function lookupOf(value: unknown): SlackLookup | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (USER_ID.test(text)) return { by: 'user-id', userId: text };
  return isEmail(text) ? emailLookup(text) : null;
}

function isEmail(text: string): boolean {
  return text.length <= EMAIL_CHARACTERS_MAX && isAddress(text);
}

function emailLookup(email: string): SlackLookup {
  return { by: 'email', email: email.toLowerCase() };
}

function keyOf(name: string): string {
  return name.trim().toLowerCase();
}

/** For a sentence about the file: short, and without what could draw attention elsewhere. */
function quoted(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
  return `“${plain}”`;
}

function refused(why: string): PeopleReading {
  return { ok: false, problem: `The file of people cannot be used: ${why}.` };
}

function same(left: SlackLookup, right: SlackLookup): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function distinct(lookups: readonly SlackLookup[]): readonly SlackLookup[] {
  return [...new Map(lookups.map((lookup) => [JSON.stringify(lookup), lookup])).values()];
}
