// A digest whose worker dies between any two steps: told once, with its file, and recorded in the end.
import { describe, expect, it } from 'vitest';
import type { DigestParts } from '../../src/answering/digest/parts.ts';
import { postDigest } from '../../src/answering/digest/post-digest.ts';
import type { Digest, DigestRun, Digests } from '../../src/domain/digest.ts';
import type { RecordedAsking } from '../../src/domain/state.ts';
import { jobStage, NOW, PERSON } from '../jobs/job-stage.ts';
import { sampleAnswer } from '../render/sample-replies.ts';

const DAY = 86_400_000;
const DIGEST: Digest = {
  id: 'abcd1234',
  teamId: 'T000SAMPLE',
  name: 'denied',
  ownerId: PERSON.userId,
  channelId: 'C0INCIDENTS',
  schedule: 'daily 9:00',
  zone: 'UTC',
  state: 'active',
  lastTo: NOW,
  createdAt: NOW - 30 * DAY,
};
const RUN: DigestRun = {
  digestId: DIGEST.id,
  from: NOW - DAY,
  to: NOW,
  periods: 1,
  late: false,
  state: 'scheduled',
  facts: null,
};
const ASKING: RecordedAsking = {
  id: 'c'.repeat(32),
  teamId: 'T000SAMPLE',
  door: 'schedule',
  deliveryKey: 'digest/abcd1234/1',
  userId: PERSON.userId,
  channelId: DIGEST.channelId,
  channelKind: null,
  threadTs: null,
  text: `run digest due abcd1234 ${NOW}`,
  private: false,
  askedAt: NOW,
  state: 'queued',
  messages: [],
  replyJson: null,
};

function digestsIn(finished: string[]): Digests {
  const unused = (): never => {
    throw new Error('nothing of this is needed to tell a digest');
  };
  return {
    add: unused,
    digest: async () => DIGEST,
    list: unused,
    change: unused,
    record: unused,
    unscheduled: unused,
    markScheduled: unused,
    run: async () => RUN,
    runsBefore: async () => [],
    finish: async (_run, state) => void finished.push(state),
    spent: unused,
    spentByDay: unused,
  };
}

const NOWHERE: DigestParts['channels'] = {
  named: async () => null,
  joined: async () => true,
  has: async () => true,
};

const workOf = (again: boolean) => ({
  asking: ASKING,
  person: PERSON,
  wanted: { kind: 'run', feature: 'digest', what: `due abcd1234 ${NOW}` } as const,
  again,
  last: false,
});

/** Dies at the n-th step that leaves a trace, counted from 0. */
function dying(step: number): { readonly at: () => void } {
  let count = 0;
  return {
    at: () => {
      count += 1;
      if (count === step + 1) throw new Error('the worker died');
    },
  };
}

describe('a digest', () => {
  it.each([0, 1, 2, 3])('whose worker dies after step %i is told once', async (step) => {
    const death = dying(step);
    const finished: string[] = [];
    const sound = digestsIn(finished);
    const answer = sampleAnswer();
    const stage = jobStage(ASKING, { put: async () => answer });
    const { threads, state } = stage.deps;
    const deps = {
      ...stage.deps,
      threads: {
        ...threads,
        openAt: async (...args: Parameters<typeof threads.openAt>) => {
          const thread = await threads.openAt(...args);
          return {
            ...thread,
            head: async (...forms: Parameters<typeof thread.head>) => {
              const said = await thread.head(...forms);
              death.at();
              return said;
            },
            attach: async (...file: Parameters<typeof thread.attach>) => {
              if (!stage.posted.has('csv')) await thread.attach(...file);
              stage.posted.add('csv');
              death.at();
            },
          };
        },
      },
      state: {
        ...state,
        end: async (...args: Parameters<typeof state.end>) => {
          death.at();
          return state.end(...args);
        },
      },
    };
    const digests: Digests = {
      ...sound,
      finish: async (...args) => {
        await sound.finish(...args);
        death.at();
      },
    };
    const parts: DigestParts = { digests, channels: NOWHERE, settleMs: 0, findings: {} };
    const once = () => postDigest(deps, parts, workOf(false), `due abcd1234 ${NOW}`, { may: 'yes' });
    await expect(once()).rejects.toThrow('the worker died');
    expect(await postDigest(deps, parts, workOf(true), `due abcd1234 ${NOW}`, { may: 'yes' })).toBeNull();
    expect(stage.done.filter((each) => each === 'head')).toHaveLength(1);
    expect(stage.files).toHaveLength(1);
    expect(finished.at(-1)).toBe('told');
    expect(stage.done.at(-1)).toBe('ended: answered');
  });

  it('whose owner cannot be looked up is tried again, and says so in the end: it is not paused', async () => {
    const finished: string[] = [];
    const stage = jobStage(ASKING, {});
    const parts = { digests: digestsIn(finished), channels: NOWHERE, settleMs: 0, findings: {} };
    const what = `due abcd1234 ${NOW}`;
    const unknown = { may: 'unknown' } as const;
    expect(await postDigest(stage.deps, parts, workOf(false), what, unknown)).toMatchObject({ failure: 'storage' });
    expect(finished).toEqual([]);
    expect(await postDigest(stage.deps, parts, { ...workOf(true), last: true }, what, unknown)).toBeNull();
    // To pause it would have thrown.
    expect(finished).toEqual(['failed']);
    expect(stage.said.join()).toContain('could not be looked up in Slack');
  });

  it('that was recorded in time and waited for a worker says how late it is', async () => {
    const stage = jobStage(ASKING, { put: async () => sampleAnswer() });
    const deps = { ...stage.deps, clock: () => NOW + 3 * 3_600_000 };
    const parts = { digests: digestsIn([]), channels: NOWHERE, settleMs: 0, findings: {} };
    expect(await postDigest(deps, parts, workOf(false), `due abcd1234 ${NOW}`, { may: 'yes' })).toBeNull();
    expect(stage.said.join()).toContain('(late)');
  });
});
