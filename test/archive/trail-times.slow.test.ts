// Folders whose own trail was off, and folders that only tell of some other trail's being off.
import { afterEach, describe, expect, it } from 'vitest';
import type { EventTest } from '../../src/domain/question.ts';
import { type ArchiveSource, archiveSource } from '../../src/sources/archive.ts';
import { container, good, record, scratch } from './sample-logs.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-03-01T12:00:00Z');
const ACCOUNT = '111122223333';
const OTHER = '444455556666';
const ALWAYS: EventTest = { kind: 'always' };

const places: ReturnType<typeof scratch>[] = [];
const sources: ArchiveSource[] = [];
afterEach(async () => {
  for (const source of sources.splice(0)) await source.close();
  for (const place of places.splice(0)) place.remove();
});

const time = (minute: number) => new Date(NOON + minute * MINUTE).toISOString().replace('.000Z', 'Z');

/** An ordinary call. */
function call(minute: number, sample: Parameters<typeof record>[0] = {}) {
  return record({ time: time(minute), ...sample });
}

function onTrail(minute: number, name: string, request: object = { name: 'sample-trail' }, more: object = {}) {
  return {
    ...call(minute, { service: 'cloudtrail', name, id: `event-${minute}` }),
    requestParameters: request,
    ...more,
  };
}

const pathless = (_record: object) => '';

/** Coverage of a question about minutes `from` to `to`. */
async function coverage(records: readonly object[], from: number | null, to: number, test = ALWAYS, path = pathless) {
  const place = scratch();
  places.push(place);
  for (const [at, each] of records.entries()) place.put(`${path(each)}${at}.json`, container([each]));
  const source = archiveSource(place);
  sources.push(source);
  const window = { from: from === null ? null : time(from), to: time(to), zone: 'UTC', phrase: null };
  return good(await source.events({ test, window, order: 'oldest-first', limit: null })).coverage;
}

const kinds = async (...args: Parameters<typeof coverage>) => (await coverage(...args)).gaps.map(({ kind }) => kind);

const STOPPED = [call(-60), onTrail(0, 'StopLogging'), onTrail(29, 'StartLogging'), call(40)];

describe('logs whose trail was off', () => {
  it('have a gap for every window that touches the time, and for no other', async () => {
    const { gaps, places: covered } = await coverage(STOPPED, 10, 20);
    expect(gaps).toEqual([
      {
        kind: 'trail-off',
        detail:
          'Trail sample-trail of account 111122223333 (eu-west-1): nothing was recorded from 2026-03-01T12:00:00Z to 2026-03-01T12:29:00Z (StopLogging by sample-user, event event-0). Event history keeps management events of the last 90 days even so: ask it (source:event-history).',
      },
    ]);
    expect(covered).toMatchObject([
      {
        account: ACCOUNT,
        region: 'eu-west-1',
        read: true,
        off: [{ from: '2026-03-01T12:00:00Z', to: '2026-03-01T12:29:00Z' }],
      },
    ]);
    expect(await kinds(STOPPED, null, 100)).toEqual(['trail-off']);
    expect(await kinds(STOPPED, -90, 0)).toEqual([]);
    expect(await kinds(STOPPED, 29, 100)).toEqual([]);
  });

  it('have it to their end where it was never started again', async () => {
    const { gaps } = await coverage([call(-60), onTrail(0, 'DeleteTrail')], -60, 600);
    expect(gaps[0]?.detail).toContain('from 2026-03-01T12:00:00Z on, to the end of these logs (DeleteTrail by');
  });

  it('do not for questions that lost events could not answer', async () => {
    expect(await kinds(STOPPED, 0, 30, { kind: 'account', account: ACCOUNT })).toEqual(['trail-off']);
    const members = [call(-60, { account: OTHER }), ...STOPPED, call(10, { account: OTHER })];
    expect(await kinds(members, 0, 30, { kind: 'account', account: OTHER })).toEqual([]);
    expect(await kinds(members, 0, 30, { kind: 'account', account: ACCOUNT })).toEqual(['trail-off']);
  });

  it('count the silence of other accounts and Regions as theirs where nothing says otherwise', async () => {
    const quiet = [call(-60, { account: OTHER, region: 'us-east-1' }), ...STOPPED];
    expect(await kinds(quiet, 0, 30, { kind: 'account', account: OTHER })).toEqual(['trail-off']);
    const busy = [...quiet, call(12, { region: 'us-east-1' })];
    expect(await kinds(busy, 0, 30, { kind: 'region', region: 'us-east-1' })).toEqual([]);
    expect(await kinds(busy, 0, 30, { kind: 'region', region: 'eu-west-1' })).toEqual(['trail-off']);
  });

  it('miss what narrowed selectors left out', async () => {
    const narrowed = {
      trailName: 'sample-trail',
      eventSelectors: [{ readWriteType: 'ReadOnly', includeManagementEvents: true }],
    };
    const reads = { name: 'DescribeInstances', readOnly: true };
    const logs = [call(-60), onTrail(0, 'PutEventSelectors', narrowed), call(5, reads), call(9, reads)];
    expect(await kinds(logs, 0, 10)).toEqual(['trail-off']);
    expect(await kinds(logs, 0, 10, { kind: 'action', service: 'ec2', name: 'StopInstances' })).toEqual(['trail-off']);
    expect(await kinds(logs, 0, 10, { kind: 'action', service: 'ec2', name: 'DescribeInstances' })).toEqual([]);
    expect(await kinds([...logs, call(7)], 0, 10)).toEqual([]);
  });

  it('do not take data events for a sign that management events went on', async () => {
    const dataOnly = { trailName: 'sample-trail', eventSelectors: [{ includeManagementEvents: false }] };
    const read = { service: 's3', name: 'GetObject', readOnly: true, category: 'Data' };
    const logs = [call(-60), onTrail(0, 'PutEventSelectors', dataOnly), call(5, read), call(9, read)];
    expect(await kinds(logs, 0, 10)).toEqual(['trail-off']);
    expect(await kinds(logs, 0, 10, { kind: 'action', service: 's3', name: 'GetObject' })).toEqual([]);
  });

  it('lack other Regions only where these had been there before', async () => {
    const update = onTrail(0, 'UpdateTrail', { name: 'sample-trail', isMultiRegionTrail: false });
    expect(await kinds([call(-60), update, call(9)], 0, 10)).toEqual([]);
    const wide = [call(-60, { region: 'us-east-1' }), update, call(9)];
    expect(await kinds(wide, 0, 10)).toEqual(['trail-off']);
    expect(await kinds(wide, 0, 10, { kind: 'region', region: 'eu-west-1' })).toEqual([]);
  });
});

describe('logs of one trail that tell of another one', () => {
  it('have no gap where events of its account and Region went on while it was off', async () => {
    expect(await kinds([...STOPPED, call(15)], null, 100)).toEqual([]);
    expect(await kinds([call(-60), onTrail(0, 'DeleteTrail'), call(600)], null, 1000)).toEqual([]);
  });

  it('do not take for that what was still under way when it was stopped', async () => {
    expect(await kinds([...STOPPED, call(0.1)], null, 100)).toEqual(['trail-off']);
  });

  it('have none for calls that failed', async () => {
    const failed = onTrail(0, 'StopLogging', { name: 'sample-trail' }, { errorCode: 'TrailNotFoundException' });
    expect(await kinds([call(-60), failed], null, 100)).toEqual([]);
  });
});

describe('logs that lie as an organization’s trail writes them', () => {
  const organisation = (each: object) =>
    `AWSLogs/o-sampleorg1/${Reflect.get(each, 'recipientAccountId')}/CloudTrail/x/`;
  const own = (each: object) => `AWSLogs/${Reflect.get(each, 'recipientAccountId')}/CloudTrail/x/`;
  /** A call of the other account every `minutes`, the two hours around noon left out. */
  const others = (minutes: number) =>
    Array.from({ length: Math.floor(960 / minutes) }, (_, at) => at * minutes - 480)
      .filter((minute) => Math.abs(minute) > 60)
      .map((minute) => call(minute, { account: OTHER }));
  const stopped = [onTrail(-55, 'StopLogging'), onTrail(55, 'StartLogging')];

  it('lack nothing because one account’s trail was off while others went on', async () => {
    const logs = [...STOPPED, call(10, { account: OTHER })];
    expect(await kinds(logs, null, 100, ALWAYS, organisation)).toEqual([]);
    expect(await kinds(logs, null, 100, ALWAYS, own)).toEqual(['trail-off']);
  });

  it('lack what all accounts did in a silence that stands out, and not in one of many', async () => {
    const missing: EventTest = { kind: 'account', account: OTHER };
    expect(await kinds([...others(10), ...stopped], -30, 30, missing, organisation)).toEqual(['trail-off']);
    expect(await kinds([...others(120), ...stopped], -30, 30, missing, organisation)).toEqual([]);
  });

  it('do not lack what a trail of another kind left out', async () => {
    const created = (organization: boolean) => {
      const responseElements = { isOrganizationTrail: organization };
      return onTrail(-59, 'CreateTrail', { name: 'sample-trail' }, { responseElements });
    };
    expect(await kinds([...others(10), created(false), ...stopped], -30, 30, ALWAYS, organisation)).toEqual([]);
    expect(await kinds([...others(10), created(true), ...stopped], -30, 30, ALWAYS, organisation)).toEqual([
      'trail-off',
    ]);
    expect(await kinds([created(true), ...stopped], -30, 30, ALWAYS, own)).toEqual([]);
    expect(await kinds([created(false), ...stopped], -30, 30, ALWAYS, own)).toEqual(['trail-off']);
  });
});
