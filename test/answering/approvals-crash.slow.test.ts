// A process that dies between any two steps of an approval, from the request to its close: whoever comes after it ends at the
// same place, and nothing is done or said twice.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approvalsFeature } from '../../src/answering/approvals/feature.ts';
import type { ApprovalParts } from '../../src/answering/approvals/parts.ts';
import type { Feature, WorkingDeps } from '../../src/answering/feature.ts';
import { scheduledAsking } from '../../src/answering/scheduled.ts';
import { isOpen } from '../../src/approval/step.ts';
import type { Asking, MessagePurpose } from '../../src/domain/asking.ts';
import { isFailure } from '../../src/domain/failure.ts';
import type { Remediator, TrailNow } from '../../src/domain/remediation.ts';
import type { Said, Thread, ThreadWriter } from '../../src/domain/thread.ts';
import { wantedBy } from '../../src/domain/wanted.ts';
import { verifyChain } from '../../src/ledger/verify-chain.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { sqlApprovals } from '../../src/store/sql-approvals.ts';
import { MINUTE, NOW, PEOPLE, POLICY, YES } from '../approval/an-approval.ts';
import { sampleAnswer } from '../render/sample-replies.ts';
import { embedded, type StartedBackEnd } from '../servers/back-ends.ts';
import { sampleAsking } from '../store/sample-asking.ts';
import { Killed, mortality } from './mortal.ts';

let started: StartedBackEnd;
let store: Store;
beforeAll(async () => {
  started = await embedded.start();
  const opened = await openStore(
    started.backend.state,
    () => NOW,
    () => undefined,
  );
  if (isFailure(opened)) throw new Error(opened.why);
  store = opened;
});
afterAll(async () => {
  await store.state.close();
  await started.stop();
});

/** Every how many steps it dies; with 1, which takes a minute, between every two. */
const EVERY = Number(process.env.WHODID_APPROVAL_CRASH_EVERY ?? 11);
const CHANNEL = 'C00SECURITY';

/** One life of one approval; it dies after so many effects, and is taken up again. */
async function live(team: string, diesAfter: number | null) {
  let now = NOW;
  const life = mortality();
  const said: string[] = [];
  const trail: { -readonly [K in keyof TrailNow]: TrailNow[K] } = {
    arn: `arn:aws:cloudtrail:eu-west-1:111122223333:trail/sample-trail`,
    organization: false,
    multiRegion: true,
    logging: false,
    startedMs: null,
    stoppedMs: NOW - 30 * MINUTE,
    deliveredMs: null,
    deliveryError: null,
  };
  let starts = 0;
  const remediator: Remediator = {
    trail: async () => ({
      ...trail,
      deliveredMs: trail.startedMs !== null && now > trail.startedMs + 5 * MINUTE ? now : null,
    }),
    preflight: async () => ({ passed: ['the trail is there'], unchecked: [], problems: [] }),
    isMade: async () => trail.logging,
    run: async () => {
      starts += 1;
      Object.assign(trail, { logging: true, startedMs: now });
      return { kind: 'done' };
    },
  };
  const parts: ApprovalParts = {
    approvals: life.wrap(sqlApprovals(store.database.pool('whodid'), isOpen)),
    policy: { ...POLICY, runWithinMs: 2 * MINUTE },
    approvers: [PEOPLE.first, PEOPLE.second],
    approverGroups: [],
    breakGlassGroup: null,
    channel: CHANNEL,
    mayDecide: () => YES,
    remediator: life.wrap(remediator),
    baselines: null,
  };
  const chores: string[] = [];
  const due: Asking[] = [];
  const deps = {
    state: life.wrap(store.state),
    threads: life.wrap(threadsOf(said)),
    directory: { person: async (userId: string) => personOf(userId, team) },
    reach: { linkTo: async () => null, userByEmail: async () => null },
    // Until all has arrived, the answer says that more may come.
    put: async () =>
      now < NOW + 25 * MINUTE ? sampleAnswer({ provisionalUntil: '2026-11-20T12:25:00Z' }) : sampleAnswer(),
    homeTeamId: team,
    zone: 'UTC',
    clock: () => now,
    people: new Map(),
    spend: { perQuestionUsd: null, perPersonUsd: null, perChannelUsd: null },
    securityChannel: null,
    patienceMs: 1_000,
    warn: () => undefined,
    schedule: async (given: Parameters<WorkingDeps['schedule']>[0]) => {
      const asking = scheduledAsking(given, team, now);
      const kind = await deps.state.recordAsking(asking);
      if (!due.some(({ id }) => id === asking.id)) due.push(asking);
      return { id: asking.id, kind };
    },
    chore: async (_: string, id: string) => void chores.push(id),
  } as unknown as WorkingDeps & { state: Store['state'] };
  const feature = approvalsFeature(parts);
  life.diesAfter(diesAfter);

  /** As a queue does: a job of a dead worker is begun again. */
  const surely = async (work: (again: boolean) => Promise<unknown>) => {
    try {
      await work(false);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      life.diesAfter(null);
      await work(true);
    }
  };
  const job = (asking: Asking) => surely((again) => begin(feature, deps, asking.id, again));
  const press = async (key: string, userId: string, text: string) => {
    const asking = sampleAsking(`${team}-${key}`, {
      teamId: team,
      userId,
      door: 'deed',
      text,
      channelId: 'C0INCIDENTS',
    });
    await store.state.recordAsking(asking);
    await job(asking);
    return asking;
  };
  const request = await press(
    'request',
    PEOPLE.requester,
    `press approvals request start-logging:111122223333:eu-west-1:sample-trail`,
  );
  await press('first', PEOPLE.first, `press approvals approve ${request.id}`);
  await press('second', PEOPLE.second, `press approvals approve ${request.id}`);
  for (const minutes of [1, 2, 4, 1, 1, 20, 1, 1]) {
    now += minutes * MINUTE;
    await surely(async () => feature.tick?.(deps, now));
    for (const id of chores.splice(0)) if (id === request.id) await surely(async () => feature.chore?.(deps, id));
    for (const asking of due.splice(0)) await job(asking);
  }
  const lived = life.lived();
  const kept = await sqlApprovals(store.database.pool('whodid'), isOpen).get(request.id);
  const rows = await store.state.ledger(team, 0, 200);
  return { kept, rows, starts, said, lived };
}

async function begin(feature: Feature, deps: WorkingDeps, id: string, again: boolean): Promise<void> {
  const asking = await store.state.asking(id);
  if (asking === null || asking.state === 'answered' || asking.state === 'refused') return;
  const wanted = wantedBy(asking);
  const work = { asking, person: personOf(asking.userId, asking.teamId), wanted, again, last: false };
  if (wanted.kind === 'press') await feature.press?.(deps, work, wanted.verb, wanted.value);
  if (wanted.kind === 'run') await feature.run?.(deps, work, wanted.what, { may: 'yes' });
}

function personOf(userId: string, teamId: string) {
  const facts = { isBot: false, isDeleted: false, isGuest: false, isStranger: false, groups: [] };
  return { userId, teamId, ...facts, name: userId, zone: 'UTC', locale: 'en-US' };
}

/** Posts once per asking and purpose, as the real one does: what was posted is found again by its metadata. */
function threadsOf(said: string[]): ThreadWriter {
  const ofAsking = (
    asking: { readonly id: string; readonly messages: readonly { purpose: string }[] },
    channelId: string,
  ): Thread => {
    const known = new Set(asking.messages.map(({ purpose }) => purpose));
    const once = async (purpose: MessagePurpose): Promise<Said> => {
      const line = `${asking.id} ${purpose}`;
      if (!said.includes(line)) said.push(line);
      known.add(purpose);
      await store.state.saveMessage(asking.id, { purpose, channelId, ts: '1.1' });
      return { ok: true, ts: '1.1' };
    };
    return {
      posted: (purpose) => known.has(purpose),
      begin: async () => undefined,
      head: () => once('parent'),
      progress: async () => undefined,
      end: async () => {
        await once('answer');
        return 0;
      },
      amend: async () => true,
      attach: async () => void (await once('csv')),
      notify: async () => undefined,
      say: (purpose) => once(purpose),
      change: async () => true,
    };
  };
  return {
    open: async (asking) => ofAsking(asking, asking.channelId),
    openAt: async (asking, { channelId }) => ofAsking(asking, channelId),
    openDirect: async (asking) => ofAsking(asking, 'D1'),
    whisper: async () => undefined,
  };
}

describe('an approval whose process dies', () => {
  it(`between two steps ends as if it had not (every ${EVERY}th step)`, async () => {
    const whole = await live('T-LIFE-0', null);
    const summary = ({ kept, rows, starts, said }: typeof whole) => ({
      state: kept?.approval.state,
      closed: kept?.approval.closed,
      shown: kept?.shown === kept?.version,
      approvers: kept?.approval.approvers,
      starts,
      said: said.map((line) => line.split(' ')[1]).sort(),
      ledger: rows
        .map(({ kind }) => kind)
        .filter((kind) => ['requested', 'approved', 'ran', 'verified', 'closed'].includes(kind)),
      chained: verifyChain(rows).ok,
    });
    const wanted = summary(whole);
    expect(wanted).toMatchObject({ state: 'verified', closed: true, shown: true, starts: 1, chained: true });
    expect(wanted.ledger).toEqual(['requested', 'approved', 'approved', 'ran', 'verified', 'closed']);
    expect(whole.lived).toBeGreaterThan(40);
    for (let calls = 1; calls <= whole.lived; calls += EVERY) {
      expect({ calls, ...summary(await live(`T-LIFE-${calls}`, calls)) }).toEqual({ calls, ...wanted });
    }
  }, 300_000);
});
