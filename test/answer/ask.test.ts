// From text to answer over events that each test writes down: what is said, what is kept apart, what is refused.
import { describe, expect, it } from 'vitest';
import { ask } from '../../src/ask.ts';
import type { Answer, Refusal } from '../../src/domain/answer.ts';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import type { Gap } from '../../src/domain/coverage.ts';
import { anEvent } from '../records/a-record.ts';
import { aSource } from './a-source.ts';

const ASKED = { now: Date.parse('2026-03-18T09:00:00Z'), zone: 'Europe/Berlin', locale: 'en-GB' };
const ID = 'i-0123456789abcdef0';
const onInstance = { requestParameters: { instancesSet: { items: [{ instanceId: ID }] } } };
let serial = 0;

function event(overrides: Parameters<typeof anEvent>[0]): AuditEvent {
  serial += 1;
  return anEvent({ eventID: `event-${String(serial).padStart(3, '0')}`, ...overrides });
}

async function answered(text: string, events: readonly AuditEvent[], gaps: readonly Gap[] = []): Promise<Answer> {
  const reply = await ask(text, ASKED, { sources: [aSource(events, gaps)] });
  if (reply.status !== 'answered') throw new Error(JSON.stringify(reply));
  return reply;
}

async function refused(text: string, events: readonly AuditEvent[]): Promise<Refusal> {
  const reply = await ask(text, ASKED, { sources: [aSource(events)] });
  if (reply.status !== 'refused') throw new Error(JSON.stringify(reply));
  return reply;
}

const ids = (events: readonly AuditEvent[]) => events.map((each) => each.eventID);
const terminated = (more: Parameters<typeof anEvent>[0] = {}) =>
  event({ eventName: 'TerminateInstances', ...onInstance, ...more });

describe('an answer', () => {
  it('names who, what, with what, from where and when, in the asker’s zone and UTC', async () => {
    const { sentence } = await answered(`who terminated ${ID}?`, [terminated()]);
    expect(sentence).toBe(
      `ana terminated ${ID} (ec2:TerminateInstances) with the AWS CLI from 192.0.2.10 on Mon 2 Mar 2026 11:00:00 Europe/Berlin (10:00:00Z).`,
    );
  });

  it('never counts a failed call as done, and never names its caller as the actor beside one who succeeded', async () => {
    const denied = terminated({
      errorCode: 'Client.UnauthorizedOperation',
      userIdentity: { type: 'IAMUser', userName: 'eve', arn: 'arn:aws:iam::111122223333:user/eve' },
    });
    const done = terminated();
    const answer = await answered(`who terminated ${ID}?`, [denied, done]);
    expect(ids(answer.done)).toEqual([done.eventID]);
    expect(ids(answer.attempted)).toEqual([denied.eventID]);
    expect(answer.actors.map(({ actor }) => actor.name)).toEqual(['ana']);
    expect(answer.sentence).toContain('Apart from that, 1 call failed (Client.UnauthorizedOperation).');
  });

  it('says that nobody succeeded when all that was found are attempts', async () => {
    const denied = terminated({ errorCode: 'Client.UnauthorizedOperation' });
    const { sentence } = await answered(`who terminated ${ID}?`, [denied]);
    expect(sentence).toMatch(
      /^Nobody succeeded: ana tried ec2:TerminateInstances .* it was denied \(Client\.UnauthorizedOperation\)\.$/,
    );
  });

  it('never says a bare "nobody": it says in which files', async () => {
    const { sentence, receipt } = await answered(`who terminated ${ID}?`, [
      event({ eventName: 'StopInstances', ...onInstance }),
    ]);
    expect(receipt.complete).toBe(true);
    expect(sentence).toBe(
      `Nobody (no ec2:TerminateInstances on ${ID}), in these 2 files (first 2026-03-01T00:00:00Z, last 2026-03-17T00:00:00Z).`,
    );
  });

  it('says when no event names the thing at all: it may be misspelt', async () => {
    const { sentence } = await answered('who terminated i-00000000000000000?', [terminated()]);
    expect(sentence).toMatch(/No event in these logs names “i-00000000000000000” at all\.$/);
  });

  it('with a gap says "not found so far", and what would settle it', async () => {
    const gap: Gap = { kind: 'unreadable-file', detail: 'a.json.gz breaks off; deliver it again.' };
    const answer = await answered(`who terminated ${ID}?`, [], [gap]);
    expect(answer.receipt.complete).toBe(false);
    expect(answer.sentence).toMatch(/^Not found so far .*a\.json\.gz breaks off; deliver it again\.$/);
  });

  it('with a gap says that there may be more, also when something was found', async () => {
    const gap: Gap = { kind: 'unreadable-file', detail: 'a.json.gz breaks off.' };
    expect((await answered(`who terminated ${ID}?`, [terminated()], [gap])).sentence).toMatch(
      /There may be more: a\.json\.gz breaks off\.$/,
    );
  });

  it('finds the failed tries of a call that made the thing asked about, and no other failed calls', async () => {
    const launch = { eventName: 'RunInstances', eventTime: '2026-03-02T10:00:00Z' };
    const request = { instanceType: 't3.micro', imageId: 'ami-0123456789abcdef0' };
    const made = event({
      ...launch,
      requestParameters: { ...request, clientToken: 'c' },
      responseElements: { instancesSet: { items: [{ instanceId: ID }] } },
    });
    const tried = event({
      ...launch,
      eventTime: '2026-03-02T09:59:50Z',
      errorCode: 'Client.InvalidParameterValue',
      requestParameters: { ...request, clientToken: 'b' },
    });
    const other = event({
      ...launch,
      eventTime: '2026-03-02T09:59:55Z',
      errorCode: 'Client.VcpuLimitExceeded',
      requestParameters: { ...request, instanceType: 'p5.48xlarge' },
    });
    const longAgo = event({
      ...launch,
      eventTime: '2026-03-02T08:00:00Z',
      errorCode: 'Client.InvalidParameterValue',
      requestParameters: request,
    });
    const answer = await answered(`who launched ${ID}?`, [made, tried, other, longAgo]);
    expect(ids(answer.done)).toEqual([made.eventID]);
    expect(ids(answer.attempted)).toEqual([tried.eventID]);
  });

  it('takes a call that ends another thing, and only mentions this one in its response, for context', async () => {
    const rds = { eventSource: 'rds.amazonaws.com' };
    const deleted = event({
      ...rds,
      eventName: 'DeleteDBInstance',
      requestParameters: { dBInstanceIdentifier: 'orders-db' },
    });
    const snapshot = event({
      ...rds,
      eventName: 'DeleteDBSnapshot',
      requestParameters: { dBSnapshotIdentifier: 'before-migration' },
      responseElements: { dBSnapshotIdentifier: 'before-migration', dBInstanceIdentifier: 'orders-db' },
    });
    const answer = await answered('who deleted orders-db?', [snapshot, deleted]);
    expect(ids(answer.done)).toEqual([deleted.eventID]);
    expect(ids(answer.related)).toContain(snapshot.eventID);
  });

  it('names the person behind a chain of roles by the keys that were issued, not by session names', async () => {
    const session = (role: string, key: string) => ({
      type: 'AssumedRole',
      arn: `arn:aws:sts::111122223333:assumed-role/${role}/shared-name`,
      accessKeyId: key,
    });
    const issued = (role: string, key: string) => ({
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRole',
      requestParameters: { roleArn: `arn:aws:iam::111122223333:role/${role}`, roleSessionName: 'shared-name' },
      responseElements: { credentials: { accessKeyId: key } },
    });
    const first = event({ ...issued('audit', 'ASIAEXAMPLE000000001') });
    const second = event({
      ...issued('prod', 'ASIAEXAMPLE000000002'),
      userIdentity: session('audit', 'ASIAEXAMPLE000000001'),
    });
    const decoy = event({
      ...issued('prod', 'ASIAEXAMPLE000000009'),
      userIdentity: { type: 'IAMUser', userName: 'eve', arn: 'arn:aws:iam::111122223333:user/eve' },
    });
    const answer = await answered(`who terminated ${ID}?`, [
      first,
      second,
      decoy,
      terminated({ userIdentity: session('prod', 'ASIAEXAMPLE000000002') }),
    ]);
    expect(answer.actors[0]?.human).toEqual({
      name: 'ana',
      confidence: 'certain',
      hops: [second.eventID, first.eventID],
    });
    expect(ids(answer.related)).toEqual(expect.arrayContaining([first.eventID, second.eventID]));
    expect(ids(answer.related)).not.toContain(decoy.eventID);
  });

  it('stops at a loop of roles and says that the person is not known', async () => {
    const loop = event({
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRole',
      userIdentity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::111122223333:assumed-role/a/s',
        accessKeyId: 'ASIAEXAMPLE000000001',
      },
      responseElements: { credentials: { accessKeyId: 'ASIAEXAMPLE000000001' } },
    });
    const act = terminated({
      userIdentity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::111122223333:assumed-role/a/s',
        accessKeyId: 'ASIAEXAMPLE000000001',
      },
    });
    const answer = await answered(`who terminated ${ID}?`, [loop, act]);
    expect(answer.actors[0]?.human).toBeNull();
  });
});

describe('a name', () => {
  const named = (id: string) =>
    event({
      eventName: 'CreateTags',
      requestParameters: {
        resourcesSet: { items: [{ resourceId: id }] },
        tagSet: { items: [{ key: 'Name', value: 'payments-web' }] },
      },
    });

  it('given as a Name tag finds the id, and says so', async () => {
    const answer = await answered('who terminated payments-web?', [named(ID), terminated()]);
    expect(answer.done).toHaveLength(1);
    expect(answer.assumptions).toContain(`“payments-web” is the Name tag of ${ID}; both were searched for.`);
  });

  it('that two things bear is asked back, offering both', async () => {
    const refusal = await refused('who terminated payments-web?', [
      named(ID),
      named('i-0fedcba9876543210'),
      terminated(),
    ]);
    expect(refusal.problems[0]?.kind).toBe('ambiguous-name');
    expect(refusal.problems[0]?.instead).toEqual([`who terminated ${ID}?`, 'who terminated i-0fedcba9876543210?']);
  });
});

describe('a person called by the part before the @', () => {
  const by = (name: string, eventName = 'DeleteBucket') =>
    event({
      eventName,
      eventSource: 's3.amazonaws.com',
      requestParameters: { bucketName: 'logs' },
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Dev_0123456789abcdef/${name}`,
      },
    });

  it('is found, and the answer says who that is', async () => {
    const answer = await answered('what did ben do', [by('ben@example.com'), by('ana@example.com')]);
    expect(answer.actors.map(({ actor }) => actor.name)).toEqual(['ben@example.com']);
    expect(answer.assumptions).toContain('“ben” is ben@example.com in these logs.');
  });

  it('is asked back when two people are called so', async () => {
    const refusal = await refused('what did ben do', [by('ben@example.com'), by('ben@example.org')]);
    expect(refusal.problems[0]?.instead).toEqual(['what did ben@example.com do', 'what did ben@example.org do']);
  });
});

describe('a shortened id', () => {
  it('offers the ids it fits, each as a whole question', async () => {
    const refusal = await refused('i-0123 terminate', [terminated()]);
    expect(refusal.problems[0]).toMatchObject({ kind: 'partial-id', instead: [`${ID} terminate`] });
  });

  it('that fits none is refused all the same: it is never "nobody"', async () => {
    const refusal = await refused('i-0abc terminate', [terminated()]);
    expect(refusal.problems[0]?.text).toContain('no id in these logs begins with it');
  });
});
