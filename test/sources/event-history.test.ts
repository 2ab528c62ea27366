import { afterEach, describe, expect, it } from 'vitest';
import { sessionName } from '../../src/aws/assumed-roles.ts';
import { isFailure } from '../../src/domain/failure.ts';
import type { EventsRead, EventsRequest } from '../../src/domain/source.ts';
import type { EventHistorySource } from '../../src/sources/event-history.ts';
import { record } from '../archive/sample-logs.ts';
import { action, all, any, by, named } from './event-history/sample-tests.ts';
import {
  ACCOUNT,
  calls,
  NOW,
  OTHER_ACCOUNT,
  REGION,
  ROLE,
  request,
  SETTLED,
  type Stage,
  stage,
  window,
} from './event-history/stage.ts';

const STOPPED = action('ec2', 'StopInstances');
const EVENTS = calls(120, (index) =>
  record({ id: `e${index}`, instance: index === 77 ? 'i-0bbbbbbbbbbbbbbb2' : 'i-0aaaaaaaaaaaaaaa1' }),
);

describe('event history as a source', () => {
  let here: Stage;
  afterEach(() => here.close());
  const read = async (asked: EventsRequest, source: EventHistorySource = here.source): Promise<EventsRead> => {
    const found = await source.events(asked);
    if (isFailure(found)) throw new Error(`${found.what} ${found.why}`);
    return found;
  };

  it('answers who stopped an instance from the event name, filtered exactly, with what it looked at', async () => {
    here = await stage({ events: EVENTS });
    const found = await read(request(all(STOPPED, named('i-0bbbbbbbbbbbbbbb2', 'ec2:instance'))));
    expect(found.events.map(({ eventID }) => eventID)).toEqual(['e77']);
    expect(found.coverage).toEqual({
      sources: [{ source: 'event-history', from: '2026-08-22T12:00:00Z', to: '2026-11-20T11:40:00Z' }],
      accounts: [ACCOUNT],
      regions: [REGION],
      eventsExamined: 120,
      filesRead: 0,
      duplicates: 0,
      deliveredTo: '2026-11-20T11:40:00Z',
      places: [
        {
          source: 'event-history',
          account: ACCOUNT,
          region: REGION,
          read: true,
          why: null,
          deliveredTo: '2026-11-20T11:40:00Z',
          categories: ['Management'],
          off: [],
        },
      ],
      gaps: [],
    });
    expect(here.lookups()).toEqual(Array.from({ length: 3 }, () => `${REGION} EventName=StopInstances ok`));
  });

  it('gives events in the order asked, each once, and the window half open', async () => {
    here = await stage({ events: [...EVENTS, EVENTS[3] ?? {}] });
    const within = window('2026-11-20T08:56:00Z', '2026-11-20T08:59:00Z');
    const ids = async (order: EventsRequest['order']) =>
      (await read(request(STOPPED, { window: within, order }))).events.map(({ eventID }) => eventID);
    expect(await ids('oldest-first')).toEqual(['e4', 'e3', 'e2']);
    expect(await ids('newest-first')).toEqual(['e2', 'e3', 'e4']);
  });

  it('stops at a limit and says so; newest first it reads no further than that', async () => {
    here = await stage({ events: EVENTS });
    const newest = await read(request(STOPPED, { order: 'newest-first', limit: 10 }));
    expect(newest.events.map(({ eventID }) => eventID)).toEqual(Array.from({ length: 10 }, (_, at) => `e${at}`));
    expect(newest.coverage.gaps).toMatchObject([{ kind: 'page-limit' }]);
    expect(here.lookups()).toHaveLength(1);
    const oldest = await read(request(STOPPED, { limit: 2 }));
    expect(oldest.events.map(({ eventID }) => eventID)).toEqual(['e119', 'e118']);
    expect(here.lookups()).toHaveLength(4);
  });

  it('asks nothing for a time that is past its horizon, or for no time at all', async () => {
    here = await stage({ events: EVENTS });
    const old = await read(request(STOPPED, { window: window('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z') }));
    expect(old).toMatchObject({ events: [], coverage: { gaps: [{ kind: 'outside-horizon' }] } });
    await read(request(STOPPED, { window: window('2026-11-02T00:00:00Z', '2026-11-02T00:00:00Z') }));
    expect(here.lookups()).toEqual([]);
  });

  it('reads once for twelve who ask the same at once, and not at all for who asks it again', async () => {
    here = await stage({ events: EVENTS });
    const reads = await Promise.all(Array.from({ length: 12 }, () => read(request(STOPPED))));
    expect(reads.map(({ events }) => events.length)).toEqual(Array.from({ length: 12 }, () => 120));
    expect(here.lookups()).toHaveLength(3);
    await read(request(STOPPED));
    expect(here.lookups()).toHaveLength(3);
  });

  it('reads a young window anew each time: more may have arrived', async () => {
    here = await stage({ events: EVENTS });
    const young = request(STOPPED, { window: window('2026-11-20T08:00:00Z', '2026-11-20T12:00:00Z') });
    const before = await read(young);
    here.aws.addEvents([record({ id: 'late', time: '2026-11-20T11:50:00Z' })]);
    const after = await read(young);
    expect([before.events.length, after.events.length]).toEqual([61, 62]);
    expect(after.coverage.gaps).toMatchObject([{ kind: 'not-delivered' }]);
  });

  it('keeps nothing that had a gap', async () => {
    here = await stage({ events: EVENTS });
    here.aws.inject({ kind: 'denied' });
    expect((await read(request(STOPPED))).events).toEqual([]);
    expect((await read(request(STOPPED))).events).toHaveLength(120);
  });

  it('finds the credentials’ own account by itself, asking once', async () => {
    here = await stage({ events: EVENTS }, { targets: [{ accountId: null, regions: [REGION] }] });
    const found = await Promise.all([read(request(STOPPED)), read(request(STOPPED))]);
    expect(found[0]?.coverage.accounts).toEqual([ACCOUNT]);
    expect(here.aws.calls.filter(({ operation }) => operation === 'GetCallerIdentity')).toHaveLength(1);
  });

  describe('through roles', () => {
    const target = { accountId: OTHER_ACCOUNT, regions: [REGION], roleArn: ROLE, externalId: 'sample-external-id' };
    const theirs = calls(60, (index) => record({ id: `o${index}`, account: OTHER_ACCOUNT }));
    const sessions = () => here.aws.calls.filter(({ operation }) => operation === 'AssumeRole');

    it('reads several accounts, in a session that bears the asker’s name', async () => {
      here = await stage(
        { events: [...EVENTS, ...theirs] },
        { targets: [{ accountId: ACCOUNT, regions: [REGION] }, target] },
      );
      const found = await read(request(STOPPED, { asker: 'U012ABCDEF' }));
      expect(found.events).toHaveLength(180);
      expect(found.coverage).toMatchObject({ accounts: [ACCOUNT, OTHER_ACCOUNT], gaps: [] });
      const inRole = here.aws.calls.filter(
        ({ account, operation }) => account === OTHER_ACCOUNT && operation === 'LookupEvents',
      );
      expect(inRole.map(({ principal, sourceIdentity }) => [principal, sourceIdentity])[0]).toEqual([
        `arn:aws:sts::${OTHER_ACCOUNT}:assumed-role/whodid-event-history/whodid-U012ABCDEF`,
        'whodid-U012ABCDEF',
      ]);
      expect(sessions()).toHaveLength(1);
    });

    it('does without a source identity where the role does not allow one, and remembers', async () => {
      const roles = [{ arn: ROLE, trusts: [ACCOUNT], externalId: 'sample-external-id', setsSourceIdentity: false }];
      here = await stage({ events: theirs, roles }, { targets: [target] });
      expect((await read(request(STOPPED, { asker: 'U1' }))).events).toHaveLength(60);
      // The SDK may ask again after a refusal whose date differs from this machine's; that is one refusal.
      const outcomes = () =>
        sessions()
          .map(({ outcome }) => outcome)
          .filter((outcome, at, every) => outcome !== every[at - 1] || outcome === 'ok');
      expect(outcomes()).toEqual(['AccessDenied', 'ok']);
      await read(request(action('ec2', 'RunInstances'), { asker: 'U2' }));
      expect(outcomes()).toEqual(['AccessDenied', 'ok', 'ok']);
    });

    it('assumes the role anew when the session ends mid-way, and loses nothing', async () => {
      here = await stage({ events: theirs }, { targets: [target] });
      here.aws.inject({ kind: 'expired', operation: 'LookupEvents', nth: 2 });
      const found = await read(request(STOPPED, { asker: 'U1' }));
      expect(found.events).toHaveLength(60);
      expect(found.coverage.gaps).toEqual([]);
      expect(sessions()).toHaveLength(2);
    });

    it('makes a session name of whatever an asker is called', () => {
      expect(sessionName('Ana O’Neil <ana@sample.test>')).toBe('whodid-Ana-O-Neil--ana@sample.test-');
      expect(sessionName('x'.repeat(100))).toHaveLength(64);
    });
  });

  describe('for who stands behind a temporary key', () => {
    const KEY = 'ASIASAMPLESAMPLE0001';
    const issued = {
      ...record({ id: 'issued', service: 'sts', name: 'AssumeRole', readOnly: true }),
      requestParameters: { roleArn: ROLE, roleSessionName: 'sample' },
      responseElements: { credentials: { accessKeyId: KEY, expiration: 'Nov 20, 2026, 9:00:00 AM' } },
    };
    const issuing = any(action('sts', 'AssumeRole'), action('sts', 'AssumeRoleWithSAML'));

    it('needs no more than the key where AWS has it indexed', async () => {
      here = await stage({ events: [...EVENTS, ...calls(1, () => issued)] });
      const found = await read(request(all(issuing, named(KEY))));
      expect(found.events.map(({ eventID }) => eventID)).toEqual(['issued']);
      expect(found.coverage.gaps).toEqual([]);
      expect(here.lookups().filter((lookup) => !lookup.includes(`ResourceName=${KEY}`))).toEqual([]);
    });

    it('goes through all such calls where it has not', async () => {
      here = await stage({ events: EVENTS });
      const found = await read(request(all(issuing, named('ASIASAMPLESAMPLE0002'))));
      expect(found).toMatchObject({ events: [], coverage: { gaps: [] } });
      expect(here.lookups()).toContain(`${REGION} EventName=AssumeRoleWithSAML ok`);
    });
  });

  describe('before a sweep', () => {
    it('says how many pages it would take, and what would be cut', async () => {
      here = await stage({ events: calls(1_000, (index) => record({ id: `e${index}` })) }, { pagesMax: 5 });
      const from = new Date(Date.parse('2026-11-20T09:00:00Z') - 1_000 * 60_000).toISOString();
      const sweep = request(by('ana'), { window: window(from, '2026-11-20T09:00:01Z') });
      const estimate = await here.source.estimate(sweep);
      if (isFailure(estimate)) throw new Error(estimate.why);
      expect(estimate.pages).toBeGreaterThan(18);
      expect(estimate.pages).toBeLessThan(30);
      expect(estimate).toMatchObject({
        beyondLimit: [{ accountId: ACCOUNT, region: REGION }],
        seconds: expect.any(Number),
      });
      expect(estimate.words).toContain('name an action');
      expect(here.lookups().filter((lookup) => lookup.startsWith(REGION))).toHaveLength(1);
    });

    it('asks nothing for a selective question', async () => {
      here = await stage({ events: EVENTS });
      expect(await here.source.estimate(request(STOPPED))).toMatchObject({ pages: 1, beyondLimit: [] });
      expect(here.lookups()).toEqual([]);
    });
  });

  it('says what it would look up, and that everything else is compared here', async () => {
    here = await stage({ events: [] });
    expect(here.source.describe(all(STOPPED, named('i-0bbbbbbbbbbbbbbb2')))).toMatch(
      /^LookupEvents would be asked for EventName=StopInstances, as written: it compares case-sensitively\./,
    );
    expect(here.source.describe(by('ana'))).toMatch(/all events would be read.* Username=ana would be looked up/);
    expect(here.source.describe(action('s3', 'DeleteObject'))).toMatch(/^Nothing would be looked up/);
    expect(here.lookups()).toEqual([]);
  });

  it('refuses to be made without a place to read: nothing was read is not nobody', async () => {
    here = await stage({ events: [] });
    expect(() => here.another({ targets: [] })).toThrow('at least one account');
    expect(() => here.another({ targets: [{ accountId: null, regions: [] }] })).toThrow('at least one Region');
  });

  it('knows no names to complete', async () => {
    here = await stage({ events: [] });
    expect(await here.source.completions('i-0', 5)).toBeNull();
    expect(here.source).toMatchObject({ name: 'event-history' });
    expect([SETTLED.zone, NOW]).toEqual(['UTC', Date.parse('2026-11-20T12:00:00Z')]);
  });
});
