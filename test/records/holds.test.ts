import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import type { EventTest } from '../../src/domain/question.ts';
import { holds } from '../../src/records/holds.ts';
import { requiredActions, requiredActorTokens, requiredTokens } from '../../src/records/prune.ts';
import { actorTokens, eventTokens } from '../../src/records/read-record.ts';
import { anEvent, ref } from './a-record.ts';

const rule = (eventName: string, requestParameters: NonNullable<Parameters<typeof anEvent>[0]>) =>
  anEvent({ eventName, requestParameters });
const fact = (name: EventTest & { kind: 'fact' }, event: AuditEvent) => holds(name, event);
const opened = { kind: 'fact', fact: 'opened-to-world' } as const;

describe('a condition', () => {
  it('reads a rule’s CIDR nested or flat, and leaves egress out', () => {
    const nested = {
      groupId: 'sg-1',
      ipPermissions: { items: [{ fromPort: 443, toPort: 443, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] },
    };
    expect(fact(opened, rule('AuthorizeSecurityGroupIngress', nested))).toBe(true);
    expect(
      fact(opened, rule('AuthorizeSecurityGroupIngress', { ipPermissions: {}, cidrIp: '0.0.0.0/0', fromPort: 22 })),
    ).toBe(true);
    expect(fact(opened, rule('AuthorizeSecurityGroupIngress', { ipPermissions: {}, cidrIp: '10.0.0.0/8' }))).toBe(
      false,
    );
    expect(fact(opened, rule('AuthorizeSecurityGroupEgress', nested))).toBe(false);
    expect(fact({ kind: 'fact', fact: 'closed-to-world' }, rule('RevokeSecurityGroupIngress', nested))).toBe(true);
  });

  it('tells do from undo where both share an event name', () => {
    expect(fact({ kind: 'fact', fact: 'key-inactive' }, rule('UpdateAccessKey', { status: 'Inactive' }))).toBe(true);
    expect(fact({ kind: 'fact', fact: 'key-inactive' }, rule('UpdateAccessKey', { status: 'Active' }))).toBe(false);
    const selectors = (on: boolean) => rule('PutEventSelectors', { eventSelectors: [{ includeManagementEvents: on }] });
    expect(fact({ kind: 'fact', fact: 'management-events-off' }, selectors(false))).toBe(true);
    expect(fact({ kind: 'fact', fact: 'management-events-off' }, selectors(true))).toBe(false);
    const share = (key: string) =>
      rule('ModifyDBSnapshotAttribute', { attributeName: 'restore', [key]: ['444455556666'] });
    expect(fact({ kind: 'fact', fact: 'shared-outside' }, share('valuesToAdd'))).toBe(true);
    expect(fact({ kind: 'fact', fact: 'shared-outside' }, share('valuesToRemove'))).toBe(false);
    expect(
      fact(
        { kind: 'fact', fact: 'protection-off' },
        rule('ModifyInstanceAttribute', { disableApiTermination: { value: false } }),
      ),
    ).toBe(true);
  });

  it('knows a port inside a range, and all traffic', () => {
    const on = (request: NonNullable<Parameters<typeof anEvent>[0]>) =>
      holds({ kind: 'port', port: 22 }, rule('AuthorizeSecurityGroupIngress', request));
    expect(on({ ipPermissions: { items: [{ fromPort: 0, toPort: 1024 }] } })).toBe(true);
    expect(on({ ipProtocol: '-1' })).toBe(true);
    expect(on({ fromPort: 443, toPort: 443 })).toBe(false);
  });

  it('takes a service acting for root for no person', () => {
    const root = { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' };
    expect(holds({ kind: 'root' }, anEvent({ userIdentity: root }))).toBe(true);
    expect(holds({ kind: 'root' }, anEvent({ userIdentity: { ...root, invokedBy: 'kms.amazonaws.com' } }))).toBe(false);
  });

  it('matches an event name without its API date, in any case', () => {
    const event = anEvent({ eventSource: 'lambda.amazonaws.com', eventName: 'DeleteFunction20150331' });
    expect(holds({ kind: 'action', service: 'lambda', name: 'deletefunction' }, event)).toBe(true);
    expect(holds({ kind: 'action', service: 'ec2', name: 'DeleteFunction' }, event)).toBe(false);
  });

  it('covers addresses by CIDR, and survives ones no parser accepts', () => {
    expect(holds({ kind: 'source-ip', ip: '192.0.2.0/24' }, anEvent())).toBe(true);
    expect(holds({ kind: 'source-ip', ip: '192.0.3.0/24' }, anEvent())).toBe(false);
    expect(holds({ kind: 'source-ip', ip: '08.1.250.216' }, anEvent({ sourceIPAddress: '08.1.250.216' }))).toBe(true);
    expect(holds({ kind: 'source-ip', ip: '192.0.2.0/99' }, anEvent())).toBe(false);
  });

  it('does not take a bare name in another account’s log for an ARN’s resource', () => {
    const event = anEvent({ requestParameters: { roleName: 'deploy' } });
    expect(holds({ kind: 'resource', resource: ref('arn:aws:iam::111122223333:role/deploy') }, event)).toBe(true);
    expect(holds({ kind: 'resource', resource: ref('arn:aws:iam::444455556666:role/deploy') }, event)).toBe(false);
  });
});

describe('the bounds a source may skip by', () => {
  const names = fc.constantFrom(
    'i-0123456789abcdef0',
    'ana',
    'deploy',
    'arn:aws:iam::111122223333:role/ci/deploy',
    'logs',
    's3://logs/x',
    'ANA',
  );
  const leaf: fc.Arbitrary<EventTest> = fc.oneof(
    names.map((name): EventTest => ({ kind: 'resource', resource: ref(name) })),
    names.map((name): EventTest => ({ kind: 'actor', resource: ref(name) })),
    fc
      .constantFrom('StopInstances', 'deleteBucket')
      .map((name): EventTest => ({ kind: 'action', service: null, name })),
    fc.boolean().map((readOnly): EventTest => ({ kind: 'read-only', readOnly })),
  );
  const { test } = fc.letrec<{ test: EventTest }>((tie) => ({
    test: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('test'), { maxLength: 3 }).map((tests): EventTest => ({ kind: 'all', tests })),
      fc.array(tie('test'), { maxLength: 3 }).map((tests): EventTest => ({ kind: 'any', tests })),
      tie('test').map((inner): EventTest => ({ kind: 'not', test: inner })),
    ),
  }));
  const event = fc
    .record({
      eventName: fc.constantFrom('StopInstances', 'DeleteBucket'),
      readOnly: fc.boolean(),
      requestParameters: fc.record({ a: names, b: names }),
      userIdentity: names.map((name) => ({ type: 'IAMUser', userName: name })),
    })
    .map((overrides) => anEvent(overrides));

  it('never exclude an event for which the condition holds', () => {
    const meets = (bound: readonly string[] | null, has: readonly string[]) =>
      bound === null || bound.some((each) => has.includes(each));
    let held = 0;
    fc.assert(
      fc.property(test, event, (condition, it) => {
        if (!holds(condition, it)) return;
        held += 1;
        expect(meets(requiredTokens(condition), eventTokens(it))).toBe(true);
        expect(meets(requiredActorTokens(condition), actorTokens(it))).toBe(true);
        expect(meets(requiredActions(condition), [it.action.toLowerCase()])).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(held).toBeGreaterThan(200);
  });

  it('survive parameters that cannot become text', () => {
    const odd = { toString: 1, valueOf: 'x' };
    const requestParameters = {
      disableApiTermination: odd,
      publiclyAccessible: odd,
      egress: odd,
      enabled: [odd],
      ipPermissions: { items: [{ cidrIp: odd }] },
    };
    for (const eventName of [
      'ModifyInstanceAttribute',
      'AuthorizeSecurityGroupIngress',
      'ModifyDBInstance',
      'UpdateRule',
    ]) {
      const event = anEvent({ eventName, requestParameters });
      for (const fact of ['protection-off', 'opened-to-world', 'made-public', 'disabled'] as const) {
        expect(holds({ kind: 'fact', fact }, event)).toBe(false);
      }
      expect(holds({ kind: 'value', value: '[object object]' }, event)).toBe(false);
    }
  });
});
