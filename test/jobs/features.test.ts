// What works by itself, in the jobs: subcommands, buttons, what falls due, and the minute's tick.
import { describe, expect, it } from 'vitest';
import { answerQuestion, gaveUp } from '../../jobs/answer-question.ts';
import { chore } from '../../jobs/chore.ts';
import { tick } from '../../jobs/tick.ts';
import { endAsking } from '../../src/answering/deps.ts';
import type { Feature } from '../../src/answering/feature.ts';
import { scheduledAsking } from '../../src/answering/scheduled.ts';
import { SYSTEM } from '../../src/domain/asking.ts';
import type { RecordedAsking } from '../../src/domain/state.ts';
import { wantedBy, wantedOf } from '../../src/domain/wanted.ts';
import { jobStage, NOW } from './job-stage.ts';

const DUE = {
  feature: 'digest',
  key: 'd1/2023-07-11',
  what: 'd1 2023-07-11',
  userId: SYSTEM,
  channelId: 'C0SECURITY',
} as const;
const ATTEMPT = { number: 1, started: 1, last: false };

function recorded(changes: Partial<RecordedAsking> = {}): RecordedAsking {
  return { ...scheduledAsking(DUE, 'T000SAMPLE', NOW), state: 'recorded', messages: [], replyJson: null, ...changes };
}

function spyFeature(seen: string[]): Feature {
  return {
    name: 'digest',
    command: async (deps, work, rest) => {
      seen.push(`command ${rest}`);
      await endAsking(deps, work.asking, 'answered', null, 'digest');
      return null;
    },
    press: async (_deps, _work, verb, value) => {
      seen.push(`press ${verb} ${value}`);
      return null;
    },
    run: async (_deps, { person }, what, { may }) => {
      seen.push(`run ${what} for ${person.name}: ${may}`);
      return null;
    },
    tick: async (_deps, now) => void seen.push(`tick ${now}`),
    chore: async (_deps, id) => {
      seen.push(`chore ${id}`);
      return null;
    },
  };
}

describe('what a feature is given', () => {
  it('its subcommand, its button, what it scheduled, its ticks and its chores', async () => {
    const seen: string[] = [];
    const features = [spyFeature(seen)];
    for (const changes of [
      {},
      { door: 'slash', userId: 'U000MEMBER', text: 'digest add root daily 9:00' },
      { door: 'deed', userId: 'U000MEMBER', text: 'press digest run-now d1' },
    ] as const) {
      const asking = recorded(changes);
      const { deps } = jobStage(asking, { features });
      await answerQuestion(deps)({ askingId: asking.id }, ATTEMPT);
    }
    const { deps } = jobStage(recorded(), { features });
    await tick(deps)({}, ATTEMPT);
    await chore(deps)({ feature: 'digest', id: 'd1' }, ATTEMPT);
    expect(seen).toEqual([
      'run d1 2023-07-11 for whodid: yes',
      'command add root daily 9:00',
      'press run-now d1',
      `tick ${NOW}`,
      'chore d1',
    ]);
  });

  it('a verdict that says no, since a channel must be told why nothing comes any more', async () => {
    const seen: string[] = [];
    const asking = recorded({ userId: 'U000MEMBER' });
    const { deps } = jobStage(asking, {
      features: [spyFeature(seen)],
      may: () => ({ may: 'no', why: 'You left.', instead: 'Ask.' }),
    });
    await answerQuestion(deps)({ askingId: asking.id }, ATTEMPT);
    expect(seen).toEqual(['run d1 2023-07-11 for Max Sample: no']);
  });

  it('nothing where it is not switched on: the person reads so', async () => {
    const asking = recorded({ door: 'slash', userId: 'U000MEMBER', text: 'trails' });
    const { deps, said } = jobStage(asking);
    await answerQuestion(deps)({ askingId: asking.id }, ATTEMPT);
    expect(said.join()).toContain('`trails` is not switched on here');
  });
});

it('a feature that fails in its tick holds up no other', async () => {
  const seen: string[] = [];
  const broken: Feature = { name: 'watch', tick: () => Promise.reject(new Error('no')) };
  const { deps, done } = jobStage(recorded(), { features: [broken, spyFeature(seen)] });
  expect(await tick(deps)({}, ATTEMPT)).toBeNull();
  expect(seen).toEqual([`tick ${NOW}`]);
  expect(done.join()).toContain('warn: watch');
});

it('the channel is told when what was due was given up', async () => {
  const asking = recorded();
  const { deps, done, said } = jobStage(asking);
  await gaveUp(deps).onGaveUp({ askingId: asking.id }, 'internal');
  expect(done).toContain('open at C0SECURITY');
  expect(said.join()).toContain('every try failed');
  expect(done).toContain('ended: failed');
});

describe('what an asking wants', () => {
  it.each([
    ['digest', { feature: 'digest', rest: '' }],
    ['Digest add root daily 9:00', { feature: 'digest', rest: 'add root daily 9:00' }],
    ['trails', { feature: 'trails', rest: '' }],
    [
      'trails enable sample-trail because it was off',
      { feature: 'trails', rest: 'enable sample-trail because it was off' },
    ],
    ['watch "who stopped a trail"', { feature: 'watch', rest: '"who stopped a trail"' }],
  ])('%s', (text, wanted) => {
    expect(wantedOf(text)).toEqual({ kind: 'command', ...wanted });
  });

  it.each(['trails stopped last week', 'who watched', 'exposedness', 'press digest run-now d1', 'run digest d1'])(
    'typed, “%s” is a question',
    (text) => {
      expect(wantedOf(text).kind).toBe('question');
      expect(wantedBy({ text, door: 'slash' }).kind).toBe('question');
    },
  );
});
