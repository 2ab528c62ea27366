// An answer held against the key: one line for every difference, none where all is as it should be.
import { actorFinder } from '../../../src/answer/answered-actors.ts';
import type { AnsweredActor, Reply } from '../../../src/domain/answer.ts';
import type { Story } from './story.ts';

/** `facts` false: what is only found for free need not be there. */
export function differences(story: Story, reply: Reply, facts = true): readonly string[] {
  const says = (words: string) => `${story.name}: ${words}`;
  if (reply.status !== 'answered') return [says(`${reply.status} ${JSON.stringify(reply)}`)];
  const event = reply.done.find(({ eventID }) => eventID === story.eventID);
  if (event === undefined) return [says('the act was not found')];
  const answered = actorFinder(reply.actors)(event);
  if (answered === null) return [says('the act has no actor')];
  const related = new Set([...reply.related, ...reply.done].map(({ eventID }) => eventID));
  const unlinked = (answered.chain?.hops ?? []).filter(({ eventID }) => eventID !== null && !related.has(eventID));
  return [
    ...person(story, answered),
    ...hops(story, answered),
    ...hints(story, answered, facts),
    ...unlinked.map(({ kind, eventID }) => `event ${eventID} of hop ${kind} is not among the related`),
  ].map(says);
}

function person({ human, confidence }: Story, { human: found }: AnsweredActor): readonly string[] {
  const name = found?.name ?? null;
  if (name !== human) return [`expected ${human ?? 'nobody'}, found ${name ?? 'nobody'}`];
  if (confidence === undefined || found?.confidence === confidence) return [];
  return [`expected ${confidence}, found ${found?.confidence ?? 'no confidence'}`];
}

function hops(
  { human, hops: expected, hop, direct }: Story,
  { human: found, chain }: AnsweredActor,
): readonly string[] {
  const wrong: string[] = [];
  const ids = (found?.hops ?? []).join();
  if (human !== null && ids !== expected.join()) wrong.push(`expected hops ${expected.join()}, found ${ids}`);
  if (direct === true && chain !== undefined) wrong.push(`expected no chain, found ${JSON.stringify(chain)}`);
  if (hop === undefined) return wrong;
  const has = chain?.hops.some(({ kind, name }) => kind === hop.kind && name === hop.name) ?? false;
  return has ? wrong : [...wrong, `expected ${hop.kind} ${hop.name}, found ${JSON.stringify(chain?.hops ?? [])}`];
}

function hints({ hint, notInHistory, human }: Story, { chain }: AnsweredActor, facts: boolean): readonly string[] {
  if (hint === undefined || (!facts && notInHistory !== undefined)) return [];
  const said = chain?.hints.join(' ') ?? '';
  return said.includes(hint) ? [] : [`expected “${hint}” to be said${human === null ? '' : ' too'}, found “${said}”`];
}
