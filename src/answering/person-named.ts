// An answer → the Slack member it names: by the address or mapping that src/identity gives for the person, and only somebody
// who is still a member here. Names that a caller chose for themselves lead to nobody.
import type { AnsweredActor, Chain } from '../domain/answer.ts';
import type { Actor } from '../domain/audit-event.ts';
import type { KnownPerson } from '../domain/thread.ts';
import { type SlackLookup, slackLookups } from '../identity/slack-person.ts';
import type { Profile } from '../render/block-kit.ts';
import type { ContractReply } from '../render/json.ts';
import type { AnswerDeps } from './deps.ts';

export type PersonNamed =
  /** `name`: as the answer has it. */
  | { readonly kind: 'one'; readonly person: KnownPerson; readonly name: string }
  /** Why there is nobody to turn to: one sentence of plain text, names in it as the records have them. */
  | { readonly kind: 'none'; readonly why: string };

type ContractActor = ContractReply['actors'][number];

/** `nth`: of the answer's actors, counted from 0; null: the only person it names. */
export async function personNamed(deps: AnswerDeps, reply: ContractReply, nth: number | null): Promise<PersonNamed> {
  const actors = nth === null ? reply.actors : reply.actors.slice(nth, nth + 1);
  const people = distinctPeople(actors);
  const [only, ...others] = people;
  if (only === undefined) return { kind: 'none', why: 'The answer names no person: it is not known who is behind it.' };
  if (others.length > 0) {
    const names = people.map(({ name }) => name);
    return {
      kind: 'none',
      why: `The answer names several people, and I do not know whom you mean: ${names.join(', ')}.`,
    };
  }
  const person = await memberFor(deps, only);
  if (person !== null) return { kind: 'one', person, name: only.name };
  return { kind: 'none', why: `I found no member of this workspace for ${only.name}.` };
}

/** People of one answer that are looked up for it: a list of more is not about any one of them. */
const PROFILES_MAX = 3;

/** The members whom an answer names, for showing who they are. Empty where Slack cannot be asked: nothing depends on it. */
export async function profilesIn(deps: AnswerDeps, reply: ContractReply): Promise<readonly Profile[]> {
  const people = distinctPeople(reply.actors);
  if (people.length > PROFILES_MAX) return [];
  try {
    const members = await Promise.all(people.map((each) => memberFor(deps, each)));
    return members.flatMap((member) => {
      const url = member === null ? null : deps.reach.profileLink(member.userId);
      return member === null || url === null ? [] : [{ name: member.name, url }];
    });
  } catch (error) {
    deps.warn('who somebody is in Slack could not be looked up', error);
    return [];
  }
}

async function memberFor(deps: AnswerDeps, { actor }: Candidate): Promise<KnownPerson | null> {
  for (const lookup of slackLookups(actor, deps.people)) {
    const userId = await userIdOf(deps, lookup);
    if (userId === null) continue;
    const person = await deps.directory.person(userId);
    if (isReachable(person, deps.homeTeamId)) return person;
  }
  return null;
}

async function userIdOf(deps: AnswerDeps, lookup: SlackLookup): Promise<string | null> {
  return lookup.by === 'user-id' ? lookup.userId : deps.reach.userByEmail(lookup.email);
}

function isReachable({ isBot, isDeleted, isStranger, teamId }: KnownPerson, homeTeamId: string): boolean {
  return isBot !== true && isDeleted !== true && isStranger !== true && teamId === homeTeamId;
}

interface Candidate {
  readonly name: string;
  readonly actor: AnsweredActor;
}

/** Whoever is, or is behind, a caller: each name once. */
function distinctPeople(actors: readonly ContractActor[]): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  for (const actor of actors) {
    const isPerson = actor.kind === 'iam-user' || actor.kind === 'identity-center-user';
    if (actor.human === null && !isPerson) continue;
    const name = actor.human?.name ?? actor.name;
    const key = actor.human === null ? `${name}\n${actor.arn ?? ''}` : name;
    if (!found.has(key.toLowerCase())) found.set(key.toLowerCase(), { name, actor: answered(actor) });
  }
  return [...found.values()];
}

/** The stored answer has what the look-up needs: kind, names, and how the person was found. */
function answered({ name, kind, arn, via, human, chain }: ContractActor): AnsweredActor {
  const actor: Actor = {
    // Written by ourselves, from an actor's kind.
    kind: kind as Actor['kind'],
    name,
    via,
    arn,
    accountId: null,
    accessKeyId: null,
    sessionName: null,
    roleName: null,
    sourceIdentity: null,
    invokedBy: null,
    names: [name],
  };
  const hops: Chain['hops'] = chain.map((hop) => ({ ...hop, eventID: hop.event_id }));
  return { actor, human, chain: { hops, human, hints: [] } };
}
