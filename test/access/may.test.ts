import { describe, expect, it } from 'vitest';
import { may, mayDecide } from '../../src/access/may.ts';
import { describeRules, directMessagesAreOpen, type Rules } from '../../src/access/rules.ts';
import type { Action, Person, RightsContext, Verdict } from '../../src/domain/rights.ts';

const member: Person = {
  userId: 'U1',
  teamId: 'T1',
  isBot: false,
  isDeleted: false,
  isGuest: false,
  isStranger: false,
  groups: [],
};
const direct: RightsContext = { homeTeamId: 'T1', channelId: 'D1', channelKind: 'direct' };
const channel: RightsContext = { homeTeamId: 'T1', channelId: 'C1', channelKind: 'public' };
const open: Rules = { channels: [], groups: [] };
const actions: readonly Action[] = ['ask', 'see-answer', 'see-own-askings'];

interface Case {
  readonly who: Person;
  readonly action: Action;
  readonly where: RightsContext;
  readonly set: Rules;
}

const flags = [true, false, null];

/** Every case there is, over a channel that is listed and one that is not, a group that is and one that is not. */
function* everyCase(): Generator<Case> {
  for (const who of everyPerson()) {
    for (const where of everyPlace()) {
      for (const set of [
        open,
        { ...open, channels: ['C1'] },
        { ...open, groups: ['S1'] },
        { channels: ['C1'], groups: ['S1'] },
      ]) {
        for (const action of actions) yield { who, action, where, set };
      }
    }
  }
}

function* everyPerson(): Generator<Person> {
  for (const isBot of flags) {
    for (const isDeleted of flags) {
      for (const isGuest of flags) {
        for (const isStranger of flags) {
          for (const teamId of ['T1', 'T2']) {
            for (const groups of [null, [], ['S1'], ['S2']]) {
              yield { userId: 'U1', teamId, isBot, isDeleted, isGuest, isStranger, groups };
            }
          }
        }
      }
    }
  }
}

function* everyPlace(): Generator<RightsContext> {
  for (const channelId of ['C1', 'C2']) {
    for (const channelKind of ['public', 'private', 'direct', 'group', null] as const)
      yield { homeTeamId: 'T1', channelId, channelKind };
  }
}

/** The first cases in which `holds` is false, for the message of a failing test. */
function exceptions(holds: (it: Case, verdict: Verdict) => boolean): readonly unknown[] {
  const found: unknown[] = [];
  let seen = 0;
  for (const it of everyCase()) {
    seen += 1;
    const verdict = may(it.who, it.action, it.where, it.set);
    if (!holds(it, verdict) && found.length < 3) found.push({ ...it, verdict });
  }
  expect(seen).toBe(81 * 2 * 4 * 10 * 4 * 3);
  return found;
}

function isRefused({ who, where }: Case): boolean {
  return (
    who.isBot === true ||
    who.isDeleted === true ||
    who.isGuest === true ||
    who.isStranger === true ||
    who.teamId !== where.homeTeamId
  );
}

describe('may: whatever is configured, whoever asks, wherever', () => {
  it('has no way to yes for a bot, a guest, a deactivated user or somebody from another workspace', () => {
    expect(exceptions((it, verdict) => !isRefused(it) || verdict.may === 'no')).toEqual([]);
  });

  it('says yes only when every fact about the person is known', () => {
    const known = ({ who }: Case) =>
      [who.isBot, who.isDeleted, who.isGuest, who.isStranger].every((fact) => fact === false);
    expect(exceptions((it, verdict) => verdict.may !== 'yes' || known(it))).toEqual([]);
  });

  it('says yes only to members of a listed group, where groups are listed', () => {
    const inGroup = ({ who, set }: Case) => set.groups.length === 0 || who.groups?.includes('S1') === true;
    expect(exceptions((it, verdict) => verdict.may !== 'yes' || inGroup(it))).toEqual([]);
  });

  it('says yes only in a listed channel or a direct message', () => {
    const inPlace = ({ where, set }: Case) => set.channels.includes(where.channelId) || where.channelKind === 'direct';
    expect(
      exceptions((it, verdict) => verdict.may !== 'yes' || it.action === 'see-own-askings' || inPlace(it)),
    ).toEqual([]);
  });

  it('is unknown only while something is', () => {
    const unknowns = ({ who, where }: Case) => [
      who.isBot,
      who.isDeleted,
      who.isGuest,
      who.isStranger,
      who.groups,
      where.channelKind,
    ];
    expect(exceptions((it, verdict) => verdict.may !== 'unknown' || unknowns(it).includes(null))).toEqual([]);
  });

  it('never turns a no into a yes by learning more', () => {
    const learned = (who: Person, fact: boolean): Person => ({
      ...who,
      isBot: who.isBot ?? fact,
      isDeleted: who.isDeleted ?? fact,
      isGuest: who.isGuest ?? fact,
      isStranger: who.isStranger ?? fact,
      groups: who.groups ?? ['S1'],
    });
    const still = ({ who, action, where, set }: Case) =>
      [true, false].every((fact) => may(learned(who, fact), action, where, set).may === 'no');
    expect(exceptions((it, verdict) => verdict.may !== 'no' || still(it))).toEqual([]);
  });

  it('gives a reason and something to do with every no', () => {
    const sentences = (verdict: Verdict) =>
      verdict.may !== 'no' || (verdict.why.endsWith('.') && verdict.instead.endsWith('.'));
    expect(exceptions((_, verdict) => sentences(verdict))).toEqual([]);
  });
});

describe('may: where', () => {
  it('answers only direct messages of full members while nothing is configured', () => {
    expect(may(member, 'ask', direct, open).may).toBe('yes');
    for (const channelKind of ['public', 'private', 'group'] as const) {
      expect(may(member, 'ask', { ...channel, channelKind }, open).may).toBe('no');
    }
    expect(may(member, 'ask', { ...channel, channelKind: null }, open).may).toBe('unknown');
  });

  it('answers in a listed channel, whether or not its kind is known, and not in another', () => {
    const set = { channels: ['C1'], groups: [] };
    expect(may(member, 'ask', { ...channel, channelKind: null }, set).may).toBe('yes');
    expect(may(member, 'ask', { ...channel, channelId: 'C2' }, set)).toMatchObject({
      may: 'no',
      instead: 'Ask in channel C1.',
    });
  });

  it('does not let a direct message walk around a listed channel, unless a group says who may', () => {
    expect(may(member, 'ask', direct, { channels: ['C1'], groups: [] }).may).toBe('no');
    const insider = { ...member, groups: ['S1'] };
    expect(may(insider, 'ask', direct, { channels: ['C1'], groups: ['S1'] }).may).toBe('yes');
  });

  it('shows people their own questions anywhere', () => {
    expect(may(member, 'see-own-askings', channel, open).may).toBe('yes');
  });
});

describe('may: who', () => {
  const set = { channels: ['C1'], groups: ['S1'] };

  it('answers members of a listed group only, and does not know before their groups were looked up', () => {
    expect(may({ ...member, groups: ['S1', 'S9'] }, 'ask', channel, set).may).toBe('yes');
    expect(may({ ...member, groups: ['S9'] }, 'ask', channel, set).may).toBe('no');
    expect(may({ ...member, groups: null }, 'ask', channel, set).may).toBe('unknown');
  });

  it('needs no groups while none is listed', () => {
    expect(may({ ...member, groups: null }, 'ask', direct, open).may).toBe('yes');
  });

  it('does not know while somebody was not looked up', () => {
    expect(may({ ...member, isGuest: null }, 'ask', direct, open).may).toBe('unknown');
  });
});

describe('describeRules', () => {
  it('says at start-up that only direct messages are answered when nothing is configured', () => {
    expect(describeRules(open)).toMatch(/only direct messages of full members are answered/);
  });

  it('names channels and groups, and whether direct messages are open', () => {
    expect(describeRules({ channels: ['C1'], groups: [] })).toMatch(/in channel C1\. Direct messages are not answered/);
    expect(describeRules({ channels: ['C1', 'C2'], groups: ['S1'] })).toMatch(
      /user group S1.*direct messages and in channels C1, C2/,
    );
  });

  it('says that direct messages are not answered exactly where they are not', () => {
    for (const channels of [[], ['C1']]) {
      for (const groups of [[], ['S1']]) {
        const set = { channels, groups };
        expect(describeRules(set).includes('Direct messages are not answered')).toBe(!directMessagesAreOpen(set));
      }
    }
  });
});

describe('mayDecide', () => {
  const rules = { approvers: ['U1'], approverGroups: ['S1'], breakGlassGroup: 'S9' };
  const decide = (who: Partial<Person>, decision: 'approve' | 'break-glass' = 'approve', set = rules) =>
    mayDecide({ ...member, ...who }, decision, 'T1', set).may;

  it('is for the named and for members of the named groups; each decision has its own', () => {
    expect(decide({})).toBe('yes');
    expect(decide({ userId: 'U2', groups: ['S1'] })).toBe('yes');
    expect(decide({ userId: 'U2', groups: ['S9'] })).toBe('no');
    expect(decide({ groups: ['S9'] }, 'break-glass')).toBe('yes');
    expect(decide({ groups: ['S1'] }, 'break-glass')).toBe('no');
    expect(decide({ groups: ['S9'] }, 'break-glass', { ...rules, breakGlassGroup: 'S8' })).toBe('no');
  });

  it('does not know while groups were not looked up, and is for nobody where nobody is named', () => {
    expect(decide({ userId: 'U2', groups: null })).toBe('unknown');
    expect(decide({}, 'approve', { ...rules, approvers: [], approverGroups: [] })).toBe('no');
  });

  it('refuses whoever has left, is a guest, a bot or from elsewhere, though they are named', () => {
    for (const flag of ['isDeleted', 'isGuest', 'isBot', 'isStranger']) expect(decide({ [flag]: true })).toBe('no');
    expect(decide({ teamId: 'T2' })).toBe('no');
    expect(decide({ isDeleted: null })).toBe('unknown');
  });
});
