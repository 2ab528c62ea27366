import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/load-catalog.ts';
import { generateOrganisation } from '../../src/demo/organisation/generate-organisation.ts';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import type { EventTest } from '../../src/domain/question.ts';
import { holds } from '../../src/records/holds.ts';
import { readRecord } from '../../src/records/read-record.ts';
import { actionNames } from '../../src/sources/event-history/action-names.ts';
import { chooseLookups, type Lookup, lookupKey } from '../../src/sources/event-history/choose-lookups.ts';
import { routeLookups } from '../../src/sources/event-history/route-lookups.ts';
import { onlyData, unlogged } from '../../src/sources/event-history/unlogged.ts';
import { action, all, any, by, named, ref } from './event-history/sample-tests.ts';

const names = actionNames(loadCatalog());
const sure = (test: EventTest) => chooseLookups(test, names).sure.map(lookupKey);
const quick = (test: EventTest) => chooseLookups(test, names).quick.map(lookupKey);

describe('look-ups that bring everything', () => {
  it('asks for the event name where one action is asked about, whatever resource it names', () => {
    expect(sure(all(named('i-0123456789abcdef0', 'ec2:instance'), action('ec2', 'TerminateInstances')))).toEqual([
      'EventName=TerminateInstances',
    ]);
  });

  it('asks for one event by its id, in the case that AWS compares', () => {
    const one: EventTest = { kind: 'event-id', id: 'ABCDEF00-0000-4000-8000-000000000001' };
    expect(sure(all(one, action('ec2', 'TerminateInstances')))).toEqual([
      'EventId=abcdef00-0000-4000-8000-000000000001',
    ]);
  });

  it('never trusts the resource name, the user name or root alone', () => {
    expect(sure(named('i-0123456789abcdef0', 'ec2:instance'))).toEqual(['']);
    expect(sure(by('ana'))).toEqual(['']);
    expect(sure({ kind: 'root' })).toEqual(['']);
  });

  it('writes event names as AWS does, however they were typed', () => {
    expect(sure(action('ec2', 'terminateinstances'))).toEqual(['EventName=TerminateInstances']);
    expect(sure(action('sso', 'UpdateSSOConfiguration'))).toContain('EventName=UpdateSsoConfiguration');
    expect(sure(action('s3', 'PutBucketCORS'))).toContain('EventName=PutBucketCors');
    expect(sure(action('signin', 'ConsoleLogin'))).toEqual(['EventName=ConsoleLogin']);
  });

  it('reads a service whole whose event names carry dates', () => {
    expect(sure(action('lambda', 'DeleteFunction'))).toEqual(['EventSource=lambda.amazonaws.com']);
    expect([...sure(action(null, 'TagResource'))].sort()).toEqual([
      'EventName=TagResource',
      'EventSource=cloudfront.amazonaws.com',
      'EventSource=lambda.amazonaws.com',
    ]);
  });

  it('reads a service whole, or everything, for an action nobody has published', () => {
    expect(sure(action('ec2', 'FooBar'))).toEqual(['EventSource=ec2.amazonaws.com']);
    expect(sure(action(null, 'FooBar'))).toEqual(['']);
  });

  it('reads a quiet service whole rather than ask for many of its event names', () => {
    const actions = ['CreateTopic', 'DeleteTopic', 'Subscribe', 'Unsubscribe', 'SetTopicAttributes', 'TagResource'];
    const more = ['UntagResource', 'AddPermission', 'RemovePermission'];
    expect(sure(any(...[...actions, ...more].map((name) => action('sns', name))))).toEqual([
      'EventSource=sns.amazonaws.com',
    ]);
    expect(sure(any(...actions.map((name) => action('sns', name))))).toHaveLength(6);
  });

  it('asks once for an event name that several services share, wherever any of them logs', () => {
    const { sure: lookups } = chooseLookups(any(action('iam', 'CreateUser'), action('transfer', 'CreateUser')), names);
    expect(lookups).toEqual([{ attribute: { key: 'EventName', value: 'CreateUser' }, services: ['iam', 'transfer'] }]);
  });

  it('takes the narrowest part of a condition that must hold whole', () => {
    const key = by('akiaiosfodnn7example', 'access-key');
    expect(sure(all({ kind: 'read-only', readOnly: false }, key))).toEqual(['AccessKeyId=AKIAIOSFODNN7EXAMPLE']);
    expect(sure(all({ kind: 'read-only', readOnly: false }, named('payments-db')))).toEqual(['ReadOnly=false']);
    expect(sure(all({ kind: 'service', service: 'SNS' }, by('ana')))).toEqual(['EventSource=sns.amazonaws.com']);
  });

  it('takes nothing from what must not hold, and reads all where one alternative needs it', () => {
    expect(sure({ kind: 'not', test: action('ec2', 'RunInstances') })).toEqual(['']);
    expect(sure(any(action('ec2', 'RunInstances'), by('ana')))).toEqual(['']);
  });
});

describe('look-ups that help out', () => {
  it('try each form under which AWS may keep the resource', () => {
    expect(quick(named('arn:aws:secretsmanager:eu-west-1:111122223333:secret:apps/app-wizard/llm-AbCdEf'))).toEqual([
      'ResourceName=arn:aws:secretsmanager:eu-west-1:111122223333:secret:apps/app-wizard/llm-AbCdEf',
      'ResourceName=apps/app-wizard/llm-AbCdEf',
      'ResourceName=llm-AbCdEf',
    ]);
    expect(quick(named('s3://sample-bucket/a/key'))).toEqual(['ResourceName=sample-bucket']);
  });

  it('try the user name, and root as AWS writes it', () => {
    expect(quick(by('ana'))).toEqual(['Username=ana']);
    expect(quick({ kind: 'root' })).toEqual(['Username=root']);
  });

  it('leave out values that AWS would refuse', () => {
    expect(quick(named('x'.repeat(2_001)))).toEqual([]);
    expect(quick(named('_'.repeat(1_001)))).toEqual([]);
    expect(quick(named('_'.repeat(1_000)))).toHaveLength(1);
  });

  it('settle who was issued a temporary key, and nothing else', () => {
    const key = named('ASIAIOSFODNN7EXAMPLE');
    const issuing = any(action('sts', 'AssumeRole'), action('sts', 'GetSessionToken'));
    expect(chooseLookups(all(issuing, key), names)).toMatchObject({
      quick: [{ attribute: { key: 'ResourceName', value: 'ASIAIOSFODNN7EXAMPLE' } }],
      settledBy: ['ASIAIOSFODNN7EXAMPLE'],
    });
    expect(chooseLookups(key, names).settledBy).toEqual([]);
    expect(chooseLookups(all(issuing, named('AKIAIOSFODNN7EXAMPLE')), names).settledBy).toEqual([]);
    expect(chooseLookups(all(action('iam', 'UpdateAccessKey'), key), names).settledBy).toEqual([]);
  });
});

describe('where look-ups go', () => {
  const target = { accountId: '111122223333', regions: ['eu-west-1', 'eu-central-1'] };
  const regions = (test: EventTest, configured = target) =>
    routeLookups(chooseLookups(test, names).sure, test, [configured]).places.map(({ region, lookups }) => [
      region,
      ...lookups.map(lookupKey),
    ]);

  it('asks for global services where they log, and only there', () => {
    for (const [service, name] of [
      ['iam', 'DeleteUser'],
      ['organizations', 'LeaveOrganization'],
      ['route53', 'DeleteHostedZone'],
    ] as const) {
      expect(regions(action(service, name))).toEqual([['us-east-1', `EventName=${name}`]]);
    }
    expect(regions(action('cloudfront', 'DeleteDistribution'))).toEqual([
      ['us-east-1', 'EventSource=cloudfront.amazonaws.com'],
    ]);
    const govCloud = { ...target, regions: ['us-gov-east-1'] };
    expect(regions(action('iam', 'DeleteUser'), govCloud)).toEqual([['us-gov-west-1', 'EventName=DeleteUser']]);
  });

  it('asks for STS and sign-in where their endpoints are', () => {
    expect(regions(action('sts', 'AssumeRole')).map(([region]) => region)).toEqual([...target.regions, 'us-east-1']);
    expect(regions(action('signin', 'ConsoleLogin')).map(([region]) => region)).toEqual([
      ...target.regions,
      'us-east-1',
      'us-east-2',
      'eu-north-1',
      'ap-southeast-2',
    ]);
  });

  it('asks Regional services in the configured Regions only', () => {
    expect(regions(action('ec2', 'RunInstances')).map(([region]) => region)).toEqual(target.regions);
  });

  it('adds the global Region and the sign-ins to a question about everything', () => {
    expect(regions(by('ana'))).toEqual(
      [
        ['eu-west-1', ''],
        ['eu-central-1', ''],
        ['us-east-2', 'EventSource=signin.amazonaws.com'],
        ['eu-north-1', 'EventSource=signin.amazonaws.com'],
        ['ap-southeast-2', 'EventSource=signin.amazonaws.com'],
        ['us-east-1', ''],
      ].sort((a, b) => regionsOrder(a[0], b[0])),
    );
    function regionsOrder(a = '', b = '') {
      const order = regions(by('ana')).map(([region]) => region);
      return order.indexOf(a) - order.indexOf(b);
    }
  });

  it('asks only the account and Region named, and says what is not configured', () => {
    const inFrankfurt = all(action('ec2', 'RunInstances'), { kind: 'region', region: 'EU-Central-1' });
    expect(regions(inFrankfurt)).toEqual([['eu-central-1', 'EventName=RunInstances']]);
    const elsewhere = all(action('ec2', 'RunInstances'), { kind: 'region', region: 'sa-east-1' });
    const other = all(action('ec2', 'RunInstances'), { kind: 'account', account: '999999999999' });
    for (const [test, what] of [
      [elsewhere, 'Region sa-east-1'],
      [other, 'Account 999999999999'],
    ] as const) {
      const routed = routeLookups(chooseLookups(test, names).sure, test, [target]);
      expect(routed.places).toEqual([]);
      expect(routed.gaps).toMatchObject([{ kind: 'outside-horizon', detail: expect.stringContaining(what) }]);
    }
  });
});

describe('data events', () => {
  it('are a gap wherever they could answer, and none where they could not', () => {
    const could = [
      action('s3', 'DeleteObject'),
      any(action('s3', 'DeleteBucket'), action('s3', 'DeleteObject')),
      named('sample-bucket', 's3:bucket'),
      by('ana'),
      { kind: 'always' } as const,
    ];
    for (const test of could) expect(unlogged(test)).toMatchObject([{ kind: 'category-not-logged' }]);
    const couldNot = [
      all(named('sample-bucket', 's3:bucket'), action('s3', 'DeleteBucket')),
      named('i-0123456789abcdef0', 'ec2:instance'),
      all(by('ana'), action('ec2', 'RunInstances')),
    ];
    for (const test of couldNot) expect(unlogged(test)).toEqual([]);
  });

  it('are not looked up where nothing else could answer', () => {
    expect(onlyData(all(named('key'), action('s3', 'DeleteObject')))).toBe(true);
    expect(onlyData(any(action('s3', 'DeleteBucket'), action('s3', 'DeleteObject')))).toBe(false);
  });
});

describe('over a whole organisation', () => {
  const events = [...generateOrganisation({ now: Date.parse('2026-11-20T12:00:00Z'), events: 1_500 })]
    .flatMap(({ records }) => records.map(readRecord))
    .flatMap((reading) => (reading.ok && reading.event.eventCategory === 'Management' ? [reading.event] : []));

  /** What LookupEvents compares, stated anew. */
  function brings({ attribute }: Lookup, { record }: AuditEvent): boolean {
    const identity = record.userIdentity;
    switch (attribute?.key) {
      case undefined:
        return true;
      case 'EventName':
        return record.eventName === attribute.value;
      case 'EventSource':
        return record.eventSource === attribute.value;
      case 'ReadOnly':
        return String(record.readOnly) === attribute.value;
      case 'AccessKeyId':
        return (
          typeof identity === 'object' &&
          identity !== null &&
          'accessKeyId' in identity &&
          identity.accessKeyId === attribute.value
        );
      default:
        return false;
    }
  }

  it('brings every event that a condition holds for, where it was logged', () => {
    const accounts = [...new Set(events.map(({ accountId }) => accountId ?? ''))];
    const regions = [...new Set(events.map(({ awsRegion }) => awsRegion ?? ''))];
    const targets = accounts.map((accountId) => ({ accountId, regions }));
    const kinds = new Map<string, AuditEvent>(events.map((event) => [`${event.service}:${event.eventName}`, event]));
    let checked = 0;
    for (const sample of kinds.values()) {
      for (const test of testsFor(sample)) {
        const { sure: lookups } = chooseLookups(test, names);
        const { places } = routeLookups(lookups, test, targets);
        const lost = events.filter(
          (event) =>
            holds(test, event) &&
            !places.some(
              ({ accountId, region, lookups: there }) =>
                accountId === event.accountId &&
                region === event.awsRegion &&
                there.some((lookup) => brings(lookup, event)),
            ),
        );
        expect(
          lost.map(({ eventName, eventSource, awsRegion }) => ({ eventName, eventSource, awsRegion, test })),
        ).toEqual([]);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(300);
  });

  function testsFor(event: AuditEvent): readonly EventTest[] {
    const [identifier] = event.identifiers;
    const itsAction = action(event.service, event.action);
    return [
      itsAction,
      action(null, event.action),
      ...(identifier === undefined
        ? []
        : [all(itsAction, { kind: 'resource' as const, resource: ref(identifier.value) })]),
      ...(event.actor.accessKeyId === null ? [] : [by(event.actor.accessKeyId, 'access-key')]),
      all({ kind: 'service', service: event.service }, { kind: 'read-only', readOnly: event.readOnly }),
      ...(event.awsRegion === null
        ? []
        : [all({ kind: 'region' as const, region: event.awsRegion }, by(event.actor.name))]),
    ];
  }
});
