import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import { offTimes } from '../../src/trails/off-times.ts';
import { ACCOUNT, ARN, advanced, at, change, selectors, TRAIL } from './a-change.ts';

const MANAGEMENT = ['eventCategory', 'equals', ['Management']] as const;

/** Kind, minutes and words of each time. */
function told(...events: readonly AuditEvent[]) {
  return offTimes(events).map(({ kind, fromMs, toMs, lost }) => ({
    kind,
    from: (fromMs - at(0)) / 60_000,
    to: toMs === null ? null : (toMs - at(0)) / 60_000,
    lost,
  }));
}

const lost = (...events: readonly AuditEvent[]) => told(...events).map((time) => time.lost);

describe('a trail is off', () => {
  it('from the call that stopped it to the call that started it, by name or by ARN', () => {
    const [time, ...others] = offTimes([change(29, 'StartLogging', { name: ARN }), change(0, 'StopLogging')]);
    expect(others).toEqual([]);
    expect(time).toMatchObject({
      trail: { name: TRAIL, account: ACCOUNT, homeRegion: 'eu-west-1' },
      kind: 'off',
      fromMs: at(0),
      toMs: at(29),
      lost: 'nothing was recorded',
      by: { eventID: 'event-0-StopLogging' },
      endedBy: { eventID: 'event-29-StartLogging' },
    });
  });

  it('from its deletion until a trail of its name is started, not just created', () => {
    const created = change(5, 'CreateTrail', { name: TRAIL, s3BucketName: 'b' });
    expect(told(change(0, 'DeleteTrail'))).toEqual([{ kind: 'off', from: 0, to: null, lost: 'nothing was recorded' }]);
    expect(told(change(0, 'DeleteTrail'), created)).toMatchObject([{ from: 0, to: null }]);
    expect(told(change(0, 'DeleteTrail'), created, change(6, 'StartLogging'))).toMatchObject([{ from: 0, to: 6 }]);
  });

  it('not by calls that failed, by another trail’s, or by starting what runs', () => {
    const denied = { errorCode: 'AccessDenied' };
    expect(told(change(0, 'StopLogging', null, denied), change(1, 'DeleteTrail', { name: TRAIL }, denied))).toEqual([]);
    expect(told(change(0, 'StartLogging'), change(1, 'StartLogging'))).toEqual([]);
    const other = change(9, 'StartLogging', { name: 'another' });
    expect(told(change(0, 'StopLogging'), other)).toMatchObject([{ from: 0, to: null }]);
    const elsewhere = change(9, 'StartLogging', { name: TRAIL }, { recipientAccountId: '444455556666' });
    expect(told(change(0, 'StopLogging'), elsewhere)).toMatchObject([{ from: 0, to: null }]);
  });

  it('once, however often it is stopped; and not at all when both fall into one second', () => {
    expect(told(change(0, 'StopLogging'), change(3, 'StopLogging'), change(5, 'DeleteTrail'))).toHaveLength(1);
    expect(told(change(0, 'StopLogging'), change(0, 'StartLogging'))).toEqual([]);
  });

  it('says how far it may reach, from what is known of the trail', () => {
    const reaches = (settings: Record<string, boolean>) =>
      offTimes([
        change(0, 'CreateTrail', { name: TRAIL }, { responseElements: { trailARN: ARN, ...settings } }),
        change(1, 'StopLogging'),
      ])[0]?.reaches.map(({ account, region }) => [account?.name ?? 'all', region?.name ?? 'all']);
    expect(reaches({ isMultiRegionTrail: true, isOrganizationTrail: true })).toEqual([['all', 'all']]);
    expect(reaches({ isMultiRegionTrail: true })).toEqual([[ACCOUNT, 'all']]);
    expect(reaches({})).toEqual([[ACCOUNT, 'eu-west-1']]);
    expect(offTimes([change(1, 'StopLogging')])[0]?.reaches).toHaveLength(3);
  });
});

describe('selectors', () => {
  const put = (minute: number, request: Parameters<typeof change>[2]) => change(minute, 'PutEventSelectors', request);
  const whole = selectors({});

  it.each([
    ['management events off', selectors({ includeManagementEvents: false }), 'management events were not recorded'],
    ['only reads', selectors({ readWriteType: 'ReadOnly' }), 'of the management events, writes were not recorded'],
    ['only writes', selectors({ readWriteType: 'WriteOnly' }), 'of the management events, reads were not recorded'],
    [
      'a service left out',
      selectors({ excludeManagementEventSources: ['kms.amazonaws.com'] }),
      'of the management events, calls of kms were not recorded',
    ],
    [
      'data events alone, in advanced selectors',
      advanced([['eventCategory', 'equals', ['Data']]]),
      'management events were not recorded',
    ],
    [
      'somebody left out',
      advanced([MANAGEMENT, ['userIdentity.arn', 'notEquals', ['arn:aws:iam::111122223333:user/eve']]]),
      'of the management events, some, chosen by userIdentity.arn, were not recorded',
    ],
    [
      'a field no condition of ours knows',
      advanced([MANAGEMENT, ['vpcEndpointId', 'startsWith', ['vpce-']]]),
      'of the management events, some, chosen by vpcEndpointId, were not recorded',
    ],
  ])('%s', (_what, request, words) => {
    expect(told(put(0, request), put(30, whole))).toEqual([{ kind: 'selectors', from: 0, to: 30, lost: words }]);
  });

  it('that record all management events lose nothing, in whichever way they are written', () => {
    expect(lost(put(0, whole))).toEqual([]);
    expect(lost(put(0, selectors({ dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }] })))).toEqual(
      [],
    );
    expect(lost(put(0, advanced([MANAGEMENT])))).toEqual([]);
    const halves = advanced(
      [MANAGEMENT, ['readOnly', 'equals', ['true']]],
      [MANAGEMENT, ['readOnly', 'equals', ['false']]],
    );
    expect(lost(put(0, halves))).toEqual([]);
  });

  it('too large to be kept leave it open what was recorded', () => {
    const padded = { reason: 'requestParameters too large', omitted: true };
    expect(lost(change(0, 'PutEventSelectors', padded, { responseElements: { trailARN: ARN } }))).toEqual([
      'what was recorded is not known, for the call’s parameters were too large to be kept',
    ]);
  });
});

describe('an update', () => {
  const created = (settings: Record<string, boolean>) =>
    change(0, 'CreateTrail', { name: TRAIL, s3BucketName: 'first' }, { responseElements: settings });
  const update = (minute: number, request: Record<string, boolean | string>) =>
    change(minute, 'UpdateTrail', { name: TRAIL, ...request });

  it('that takes away other Regions, member accounts or global services is a loss until it is undone', () => {
    const all = { isMultiRegionTrail: true, isOrganizationTrail: true, includeGlobalServiceEvents: true };
    const none = { isMultiRegionTrail: false, isOrganizationTrail: false, includeGlobalServiceEvents: false };
    expect(told(created(all), update(1, none), update(9, all))).toEqual([
      { kind: 'other-regions', from: 1, to: 9, lost: 'nothing was recorded outside eu-west-1' },
      { kind: 'member-accounts', from: 1, to: 9, lost: 'nothing was recorded in other accounts of the organization' },
      {
        kind: 'global-services',
        from: 1,
        to: 9,
        lost: 'calls of global services (IAM, STS, CloudFront) were not recorded',
      },
    ]);
  });

  it('that repeats what was so before is none; where it is not known, that is said', () => {
    expect(told(created({ isMultiRegionTrail: false }), update(1, { isMultiRegionTrail: false }))).toEqual([]);
    expect(offTimes([update(1, { isMultiRegionTrail: false })])[0]?.needsEarlier).toBe(true);
    expect(told(update(1, { enableLogFileValidation: false }))).toEqual([]);
  });

  it('to another bucket moves its files until they come back', () => {
    const moved = told(created({}), update(1, { s3BucketName: 'second' }), update(9, { s3BucketName: 'first' }));
    expect(moved).toEqual([{ kind: 'moved', from: 1, to: 9, lost: 'its files went to bucket second' }]);
    expect(told(created({}), update(1, { s3BucketName: 'first' }))).toEqual([]);
  });
});
