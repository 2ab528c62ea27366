// What can go wrong between AWS and an answer. Each fault must show as its gap, or have cost nothing; never as "nobody".
import { afterEach, describe, expect, it } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import type { EventsRead } from '../../src/domain/source.ts';
import type { Fault } from '../../src/fakes/aws/faults.ts';
import { record } from '../archive/sample-logs.ts';
import { action, all, by, named } from './event-history/sample-tests.ts';
import {
  ACCOUNT,
  calls,
  NOW,
  OTHER_ACCOUNT,
  REGION,
  ROLE,
  request,
  type Stage,
  stage,
  window,
} from './event-history/stage.ts';

const EVENTS = calls(230, (index) => record({ id: `e${index}`, name: 'StopInstances' }));
const STOPPED = action('ec2', 'StopInstances');

describe('a fault on the way', () => {
  let here: Stage;
  afterEach(() => here.close());
  const read = async (test = STOPPED): Promise<EventsRead> => {
    const found = await here.source.events(request(test));
    if (isFailure(found)) throw new Error(`${found.what} ${found.why}`);
    return found;
  };
  const gaps = (found: EventsRead) => found.coverage.gaps.map(({ kind }) => kind);

  const HARMLESS: readonly (readonly [string, Fault])[] = [
    ['a throttle on page 3', { kind: 'throttle', nth: 3 }],
    ['four throttles in a row', { kind: 'throttle', nth: 2, times: 4 }],
    ['an internal error on page 2', { kind: 'server-error', nth: 2 }],
    ['a service that is unavailable for two calls', { kind: 'server-error', status: 503, nth: 2, times: 2 }],
    ['a connection dropped before page 4', { kind: 'drop', nth: 4 }],
    ['a connection dropped after page 4', { kind: 'drop', when: 'after', nth: 4 }],
    ['half a body', { kind: 'cut-body', nth: 2 }],
    ['a page that names itself as the next one', { kind: 'same-token', nth: 2 }],
    ['pages shorter than asked for', { kind: 'short-page', rows: 7, times: 5 }],
    ['a page with nothing on it', { kind: 'short-page', rows: 0, nth: 2 }],
  ];
  it.each(HARMLESS)('costs nothing: %s', async (_, fault) => {
    here = await stage({ events: EVENTS });
    here.aws.inject({ ...fault, operation: 'LookupEvents' });
    const found = await read();
    expect(here.aws.calls.flatMap(({ faults }) => faults)).toContain(fault.kind);
    expect(found.coverage.gaps).toEqual([]);
    expect(found.events).toHaveLength(230);
  });

  const TELLING: readonly (readonly [string, Fault, string, string])[] = [
    [
      'throttled for good from page 3',
      { kind: 'throttle', nth: 3, times: 'always' },
      'throttled',
      'throttled the reading',
    ],
    ['denied from page 2 on', { kind: 'denied', nth: 2, times: 'always' }, 'denied', 'cloudtrail:LookupEvents'],
    ['denied by a service control policy', { kind: 'denied', by: 'scp', nth: 2, times: 'always' }, 'denied', 'denied'],
    ['broken for good from page 2', { kind: 'server-error', nth: 2, times: 'always' }, 'timed-out', 'no usable answer'],
    ['cut off for good from page 2', { kind: 'drop', nth: 2, times: 'always' }, 'timed-out', 'no usable answer'],
    [
      'half bodies for good from page 2',
      { kind: 'cut-body', nth: 2, times: 'always' },
      'timed-out',
      'no usable answer',
    ],
    ['going round in circles', { kind: 'same-token', nth: 2, times: 'always' }, 'page-limit', 'whole only from'],
    ['credentials that lapse and cannot be renewed', { kind: 'expired', nth: 3, times: 'always' }, 'denied', 'expired'],
  ];
  it.each(TELLING)('is told: %s', async (_, fault, kind, words) => {
    here = await stage({ events: EVENTS });
    here.aws.inject({ ...fault, operation: 'LookupEvents' });
    const found = await read();
    expect(gaps(found)).toEqual([kind]);
    const [gap] = found.coverage.gaps;
    for (const part of [ACCOUNT, REGION, words]) expect(gap?.detail).toContain(part);
    expect(here.lookups().length).toBeLessThan(20);
    // What was read before is used.
    expect(found.events.length).toBeGreaterThanOrEqual(50);
    expect(found.events.length).toBeLessThan(230);
  });

  it('is told where a first call never comes through: nothing found is not nobody', async () => {
    here = await stage({ events: EVENTS });
    here.aws.inject({ kind: 'denied', times: 'always', operation: 'LookupEvents' });
    const found = await read();
    expect(found).toMatchObject({ events: [], coverage: { regions: [], gaps: [{ kind: 'denied' }] } });
  });

  it('is told of the one Region it is in; the others are read', async () => {
    const elsewhere = calls(3, (index) => record({ id: `c${index}`, region: 'eu-central-1' }));
    const targets = [{ accountId: ACCOUNT, regions: [REGION, 'eu-central-1'] }];
    here = await stage({ events: [...EVENTS, ...elsewhere] }, { targets });
    here.aws.inject({ kind: 'denied', region: REGION, times: 'always' });
    const found = await read();
    expect(found.events).toHaveLength(3);
    expect(found.coverage).toMatchObject({ regions: ['eu-central-1'], gaps: [{ kind: 'denied' }] });
    expect(found.coverage.gaps[0]?.detail).toContain(REGION);
  });

  it('is told of a Region that is off in that account', async () => {
    const role = { roleArn: ROLE, externalId: 'sample-external-id' };
    const targets = [{ accountId: OTHER_ACCOUNT, regions: [REGION, 'ap-southeast-3'], ...role }];
    here = await stage({ events: EVENTS }, { targets });
    const found = await read();
    expect(found.coverage).toMatchObject({ regions: [REGION], gaps: [{ kind: 'denied' }] });
    expect(found.coverage.gaps[0]?.detail).toContain('ap-southeast-3');
    expect(found.coverage.gaps[0]?.detail).toContain('switched off');
  });

  it('is told of a role that may not be assumed, by its account', async () => {
    const targets = [{ accountId: OTHER_ACCOUNT, regions: [REGION], roleArn: ROLE, externalId: 'not-the-one' }];
    here = await stage({ events: EVENTS }, { targets: [{ accountId: ACCOUNT, regions: [REGION] }, ...targets] });
    const found = await read();
    expect(found.events).toHaveLength(230);
    expect(found.coverage).toMatchObject({ accounts: [ACCOUNT], gaps: [{ kind: 'denied' }] });
    expect(found.coverage.gaps[0]?.detail).toContain(`sts:AssumeRole in account ${OTHER_ACCOUNT}`);
  });

  it('is a failure that names the setting where the credentials are wrong altogether', async () => {
    here = await stage({ events: EVENTS });
    for (const credentials of [
      { accessKeyId: 'AKIANOTKNOWNTOAWS000', secretAccessKey: 'x' },
      { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not the secret' },
    ]) {
      for (const accountId of [ACCOUNT, null]) {
        const wrong = here.another({
          aws: { endpoint: here.aws.url, credentials },
          targets: [{ accountId, regions: [REGION, 'eu-central-1'] }],
        });
        const found = await wrong.events(request(STOPPED));
        expect(found).toMatchObject({ failure: 'not-allowed', instead: expect.stringContaining('AWS_ACCESS_KEY_ID') });
        expect(JSON.stringify(found)).not.toContain('not the secret');
      }
    }
  });

  it('is a failure where AWS cannot be reached to ask whose credentials they are, and a gap where they are known', async () => {
    here = await stage({ events: EVENTS });
    const aws = {
      endpoint: 'http://127.0.0.1:9',
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' },
    };
    const nameless = here.another({ aws, targets: [{ accountId: null, regions: [REGION] }] });
    expect(await nameless.events(request(STOPPED))).toMatchObject({ failure: 'timed-out' });
    const named = await here.another({ aws }).events(request(STOPPED));
    expect(named).toMatchObject({ events: [], coverage: { regions: [], gaps: [{ kind: 'timed-out' }] } });
  });

  it('is told of an event that has not arrived yet: it may answer the question', async () => {
    const young = record({ id: 'young', name: 'StopInstances', time: '2026-11-20T11:55:00Z' });
    here = await stage({ events: [young] });
    here.aws.delay({ ms: 15 * 60_000, eventId: 'young' });
    const asked = request(STOPPED, { window: window('2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z') });
    expect(await here.source.events(asked)).toMatchObject({
      events: [],
      coverage: { gaps: [{ kind: 'not-delivered' }] },
    });
    const settled = { ...asked, window: window('2026-11-20T11:00:00Z', '2026-11-20T11:30:00Z') };
    expect(await here.source.events(settled)).toMatchObject({ events: [], coverage: { gaps: [] } });
  });

  it('is told of a limit that cut a sweep; what AWS indexes under the name is found all the same', async () => {
    const target = record({
      id: 'old',
      name: 'ModifyInstanceAttribute',
      instance: 'i-0bbbbbbbbbbbbbbb2',
      time: '2026-11-02T00:00:00Z',
    });
    here = await stage({ events: [...EVENTS, target] }, { pagesMax: 3 });
    const found = await read(named('i-0bbbbbbbbbbbbbbb2', 'ec2:instance'));
    expect(found.events.map(({ eventID }) => eventID)).toEqual(['old']);
    expect(gaps(found)).toEqual(['page-limit']);
    expect(found.coverage.gaps[0]?.detail).toMatch(/others may be missing\. All of it would be about \d+ pages/);
    const nobody = await read(named('i-0ccccccccccccccc3', 'ec2:instance'));
    expect(nobody.events).toEqual([]);
    expect(gaps(nobody)).toEqual(['page-limit']);
  });

  it('finds a resource that is named only in an error message, which no look-up by its name does', async () => {
    const denied = {
      ...record({ id: 'denied', name: 'TerminateInstances', error: 'Client.UnauthorizedOperation' }),
      requestParameters: null,
      errorMessage:
        'You are not authorized: on resource: arn:aws:ec2:eu-west-1:111122223333:instance/i-0bbbbbbbbbbbbbbb2',
    };
    here = await stage({ events: [...EVENTS, ...calls(1, () => denied)] });
    const found = await read(all(action('ec2', 'TerminateInstances'), named('i-0bbbbbbbbbbbbbbb2', 'ec2:instance')));
    expect(found.events.map(({ eventID }) => eventID)).toEqual(['denied']);
    expect(gaps(found)).toEqual([]);
  });

  it('ends as stopped when the asker stops it, and leaves others their reading', async () => {
    here = await stage({ events: EVENTS });
    here.aws.inject({ kind: 'slow', ms: 60, times: 'always' });
    const stop = new AbortController();
    const stopped = here.source.events(request(STOPPED, { signal: stop.signal }));
    const other = here.source.events(request(STOPPED));
    setTimeout(() => stop.abort(), 30);
    expect(await stopped).toMatchObject({ failure: 'timed-out' });
    expect(await other).toMatchObject({ coverage: { gaps: [] } });
    expect(here.lookups()).toHaveLength(5);
    expect(await here.source.events(request(STOPPED, { signal: AbortSignal.abort() }))).toMatchObject({
      failure: 'timed-out',
    });
  });

  it('is no matter for what nobody can know: data events are never in event history', async () => {
    here = await stage({ events: EVENTS });
    expect(gaps(await read(action('s3', 'DeleteObject')))).toEqual(['category-not-logged']);
    expect(here.lookups()).toEqual([]);
    expect(gaps(await read(by('nobody')))).toEqual(['category-not-logged']);
    expect(NOW).toBeGreaterThan(0);
  });
});
