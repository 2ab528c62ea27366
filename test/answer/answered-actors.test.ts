import { describe, expect, it } from 'vitest';
import { actorFinder, answeredActors } from '../../src/answer/answered-actors.ts';
import type { Chain } from '../../src/domain/answer.ts';
import { anEvent } from '../records/a-record.ts';

const shared = {
  userIdentity: {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/ops/shared',
    accountId: '111122223333',
  },
};
const events = ['1', '2', '3', '4'].map((eventID) => anEvent({ eventID, ...shared }));

function chain(name: string | null, hint: string): Chain {
  return { hops: [], human: name === null ? null : { name, confidence: 'certain', hops: [] }, hints: [hint] };
}

describe('the actors of an answer', () => {
  it('are kept apart where different people are behind one session name, with their own events', () => {
    const behind = [chain('ana', 'a'), chain('ben', 'b'), chain('ana', 'c'), null];
    const actors = answeredActors(events, ({ eventID }) => behind[Number(eventID) - 1] ?? null);
    expect(actors.map(({ human, eventIDs }) => [human?.name ?? null, eventIDs])).toEqual([
      ['ana', ['1', '3']],
      ['ben', ['2']],
      [null, ['4']],
    ]);
    const find = actorFinder(actors);
    expect(events.map((event) => find(event)?.human?.name ?? null)).toEqual(['ana', 'ben', 'ana', null]);
    expect(actors[0]?.chain?.hints).toEqual(['a', 'c']);
    expect(find(anEvent({ eventID: '5', ...shared }))).toBeNull();
  });

  it('are one where one person is behind all of it, and say no event ids', () => {
    const actors = answeredActors(events, () => chain('ana', 'a'));
    expect(actors).toHaveLength(1);
    expect(actors[0]).not.toHaveProperty('eventIDs');
    expect(actorFinder(actors)(anEvent({ eventID: '9', ...shared }))?.human?.name).toBe('ana');
    expect(answeredActors(events, () => null)).toEqual([{ actor: events[0]?.actor, human: null }]);
  });
});
